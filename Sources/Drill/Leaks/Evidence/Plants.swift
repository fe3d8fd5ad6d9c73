import Foundation
import Simulation
import Stage

/// Everything that was planted, and to whom it belongs.
struct Plants: Sendable {
  private(set) var needles: Set<Needle> = []
  var belongings = Belongings()

  mutating func add(_ kind: Needle.Kind, _ values: [String]) {
    needles.formUnion(values.compactMap { Needle(kind, $0) })
  }

  /// What a simulation says that it planted.
  mutating func add(_ planted: Planted) {
    add(.name, planted.names)
    add(.number, planted.numbers)
    add(.meeting, planted.secrets.flatMap(Self.withEnd))
  }

  /// The keys of a ring, as they are written and as they are.
  mutating func add(ring: String) {
    let keys = ring.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) }
    for key in keys.compactMap({ Data(base64Encoded: $0) }) {
      add(.key, [key.map { String(format: "%02x", $0) }.joined(), key.map(String.init).joined(separator: ", ")])
    }
    add(.key, keys)
  }

  /// What clients have entered; only of requests that were taken, because a careless client's are full of what belongs
  /// elsewhere.
  mutating func add(_ exchanges: [Exchange]) {
    for exchange in exchanges where exchange.status < 300 {
      guard let request = exchange.request.flatMap({ JSONTree($0) }) else { continue }
      let route = Route(exchange.method, exchange.path)
      switch route.key {
      case "POST bookings", "PATCH bookings/{id}":
        let person = request["seeker"] ?? .other
        let (names, numbers) = (person.texts(of: ["name", "kana"]), person.texts(of: ["job_seeker_number"]))
        add(.name, names)
        add(.number, numbers)
        if let id = route.id ?? JSONTree(exchange.text)?["id"]?.text { belongings.add(person: names + numbers, to: id) }
      case "POST licences/{id}/credentials": add(meetings: [request], of: route.id, arePooled: false)
      case "POST licences/{id}/pool": add(meetings: request["meetings"]?.elements ?? [], of: route.id, arePooled: true)
      case "POST usage-events":
        for event in request["events"]?.elements ?? [] {
          guard let device = event["device"]?.text else { continue }
          add(.device, [device])
          if let booking = event["booking"]?.text { belongings.add(device: device, to: booking.lowercased()) }
        }
      default: break
      }
    }
  }

  private mutating func add(meetings: [JSONTree], of licence: String?, arePooled: Bool) {
    for meeting in meetings {
      let values = meeting.texts(of: ["meeting_id", "passcode", "server", "access_code", "url"]).flatMap(Self.withEnd)
      add(.meeting, values)
      if let licence {
        belongings.add(Belongings.Meeting(licence: licence, values: Set(values), isPooled: arePooled))
      }
    }
  }

  /// An address leads into the meeting by its end alone.
  private static func withEnd(_ value: String) -> [String] {
    guard value.contains("://"), let end = value.split(separator: "/").last, end.count >= 8 else { return [value] }
    return [value, String(end)]
  }
}
