import Scheduling

/// The requests about bookings, in the words of the contract.
extension OfficePlanner {
  /// Sends a request about a booking.
  ///
  /// - Parameter action: the last part of the path; empty for the booking itself.
  mutating func send(
    _ action: String, _ booking: Int, by bearer: Bearer = .counselor, method: String = "POST", _ body: JSON?,
    _ expected: Expectation, key: String? = nil, ifMatch: Move.IfMatch? = nil, learns: Move.Learning? = nil
  ) {
    let path: Path =
      action.isEmpty ? "bookings/\(Reference.booking(booking))" : "bookings/\(Reference.booking(booking))/\(action)"
    send(
      Move(
        name: "\(method) \(action.isEmpty ? "booking" : action), booking \(booking)", bearer: bearer, method: method,
        path: path, body: body, key: key, ifMatch: ifMatch, expected: expected, booking: booking,
        learns: learns.map { [$0] } ?? []))
  }

  /// Sends a request about the office.
  mutating func send(
    _ method: String, _ path: Path, by bearer: Bearer = .counselor, _ body: JSON?, _ expected: Expectation,
    learns: Move.Learning? = nil
  ) {
    send(
      Move(
        name: "\(method) \(path.text { _ in "…" })", bearer: bearer, method: method, path: path, body: body,
        expected: expected, learns: learns.map { [$0] } ?? []))
  }

  static func start(_ start: Instant) -> JSON { ["start": .text(start.rfc3339UTC)] }

  static func starts(_ starts: [Instant]) -> JSON { .list(starts.map { Self.start($0) }) }

  static func override(_ rule: OverrideRule, _ reason: String) -> JSON {
    ["rule": .text(rule.rawValue), "reason": .text(reason)]
  }

  /// How a user reaches the office, and whoever notes it: MyPage through the gateway, all else by a counselor.
  mutating func contact(of booking: Int) -> (channel: Channel, bearer: Bearer) {
    let isWorking = isWorking(now)
    let hasMyPage = stories[booking].person.hasMyPage
    let channel: Channel =
      hasMyPage && (!isWorking || dice.chance(60)) ? .myPage : dice.chance(70) ? .phone : .counter
    return (channel, channel == .myPage ? .gateway : .counselor)
  }
}
