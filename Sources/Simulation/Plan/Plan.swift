import Scheduling

/// A made-up month: what every office does at every moment, and how each of its bookings stands in the end. A pure
/// function of its arguments.
public struct Plan: Sendable {
  /// The moments at which the clock is stopped, in order.
  let moments: [Instant]
  let offices: [OfficePlan]

  /// What must be found nowhere but where it belongs.
  public var planted: Planted { offices.map(\.planted).reduce(Planted.none, +) }

  /// - Parameters:
  ///   - offices: how many, 1…``OfficeProfile/most``.
  ///   - first: the first day.
  public init(offices: Int, days: Int, from first: CivilDate, seed: UInt64) {
    let timetable = Timetable(from: first, days: days)
    moments = timetable.moments
    self.offices = (0..<offices).map { number in
      var planner = OfficePlanner(OfficeProfile(number: number, seed: seed), timetable, seed: seed)
      return planner.plan()
    }
  }
}

/// What one office does.
struct OfficePlan: Sendable {
  let profile: OfficeProfile
  /// By the moment's place in the plan.
  let moves: [[Move]]
  /// Every booking's status at the last moment, by its number.
  let bookings: [BookingStatus]
  /// What was agreed to with each of them.
  let agreements: [Agreement]
  /// How many entries its contact log has.
  let contacts: [Int]
  /// The texts of the terms, by their version's number.
  let terms: [String]
  /// How many of everything there are at the last moment.
  let counts: [Subject: Int]
  let planted: Planted
}

/// 同意 of one booking, each to a version of the terms.
struct Agreement: Sendable, Hashable {
  var consents: [ConsentKind: Int] = [:]
  /// The version that was in force already when an older one was carried over (A11).
  var newer: Int?

  /// The version that binds the booking (A9).
  var operative: Int? { consents[.confirmation] ?? consents[.carriedOver] }
}
