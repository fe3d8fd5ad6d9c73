import OfficeStore
import Scheduling

extension TimeQuery {
  /// Takes `from`, `to`, `limit` and `cursor`, which every list in order of time has.
  init(_ parameters: inout QueryReader, in zone: OfficeZone) {
    self.init()
    from = parameters.optional("from", .moment(in: zone))
    to = parameters.optional("to", .moment(in: zone))
    (limit, after) = parameters.page(.timePosition)
  }
}

extension TimeQuery.Position {
  /// The place as a text that says nothing to a client.
  var cursor: String { "\(start.microseconds)_\(id.uuidString.lowercased())" }
}

extension TextFormat where Value == TimeQuery.Position {
  fileprivate static let timePosition = TextFormat.pattern("next_cursor") { text in
    let parts = text.split(separator: "_")
    guard parts.count == 2, let microseconds = Int64(parts[0]), let id = BookingID(String(parts[1])) else { return nil }
    // A forged place outside of the server's own calendar would make it fail.
    guard (Self.earliest...Self.latest).contains(microseconds) else { return nil }
    return TimeQuery.Position(start: Instant(microseconds: microseconds), id: id.uuid)
  }

  // 1899-12-31: the first start that anything may have, wherever its offset puts it
  private static let earliest: Int64 = -2_209_075_200_000_000
  // 10000-01-01
  private static let latest: Int64 = 253_402_300_800_000_000
}
