import Foundation
import Scheduling

/// Which bookings and persons an entry of the audit is about.
struct AuditSubjects: Sendable, Equatable {
  /// By id.
  var bookings: [BookingID] = []
  /// 求職番号, normalised: only their digests are ever written.
  var numbers: [String] = []
  /// A room, a member of staff, a task.
  var thing: UUID?

  /// Whether a person's data is among it.
  var hasPersons: Bool { !bookings.isEmpty || !numbers.isEmpty }

  /// Each booking and number once, in the order they came.
  static func + (one: AuditSubjects, other: AuditSubjects) -> AuditSubjects {
    AuditSubjects(
      bookings: one.bookings + other.bookings.filter { !one.bookings.contains($0) },
      numbers: one.numbers + other.numbers.filter { !one.numbers.contains($0) }, thing: one.thing ?? other.thing)
  }
}

/// What a command answers with, or a read shows, that says whom it is about.
protocol Audited {
  var auditSubjects: AuditSubjects { get }
}

extension AuditSubjects {
  /// What a value says about itself; nothing for one that is about nobody.
  init(of value: Any) {
    switch value {
    case let value as any Audited: self = value.auditSubjects
    case let value as any OfficeResource: self = AuditSubjects(thing: Self.id(of: value))
    default: self = AuditSubjects()
    }
  }

  private static func id(of resource: some OfficeResource) -> UUID { resource.id.uuid }
}

extension Array: Audited where Element: Audited {
  var auditSubjects: AuditSubjects {
    var (bookings, numbers) = (Set<BookingID>(), Set<String>())
    var all = AuditSubjects(thing: count == 1 ? first?.auditSubjects.thing : nil)
    for element in self {
      let subjects = element.auditSubjects
      all.bookings += subjects.bookings.filter { bookings.insert($0).inserted }
      all.numbers += subjects.numbers.filter { numbers.insert($0).inserted }
    }
    return all
  }
}

extension Booking: Audited {
  var auditSubjects: AuditSubjects {
    AuditSubjects(bookings: [id], numbers: seeker.jobSeekerNumber.map { [$0] } ?? [])
  }
}

extension StaffTask: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: booking.map { [$0] } ?? [], thing: id.uuid) }
}

extension OutboxMessage: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: [booking], thing: id.uuid) }
}

extension RoomReservation: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(thing: id.uuid) }
}

extension Refusal: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: [booking], thing: id.uuid) }
}

extension Rearrangement: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: moved + left) }
}

extension Displacement: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: [booking]) }
}
