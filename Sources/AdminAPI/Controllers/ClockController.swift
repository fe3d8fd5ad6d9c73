import Hummingbird
import OfficeStore
import Scheduling

/// The service's own clock, which every decision about time uses.
public struct ClockController: Sendable {
  /// Moves the clock forward to an instant and writes down what fell due by then. False, and nothing changed, when the
  /// instant lies behind.
  public typealias Move = @Sendable (Instant) async throws -> Bool

  let clock: ServiceClock
  let move: Move?

  /// The zone its instants are told in: they belong to no office.
  private static let zone = OfficeZone(identifier: "Asia/Tokyo")

  var operations: [Operation] {
    [
      Operation(.get, "/v1/clock", "getClock", .general(nil, read)),
      Operation(.post, "/v1/clock", "moveClock", .general(.moveClock, forward)),
    ]
  }

  private func read(_ call: Call) async throws -> Response {
    .json(reading)
  }

  private func forward(_ call: Call) async throws -> Response {
    guard let move else { throw Problem.notFound }
    let instant = try call.body { $0.required("now", .text(.instant)) }
    guard try await move(instant) else {
      throw InputErrors([FieldError(field: "/now", code: "clock_backwards")])
    }
    return .json(reading)
  }

  private func reading(_ json: inout JSONWriter) {
    let now = clock.now()
    json.member("now", Self.zone.map(now.rfc3339(in:)) ?? now.rfc3339UTC)
  }
}
