import OfficeStore
import Scheduling

extension Arrival {
  /// The place as a text that says nothing to a client.
  var cursor: String { "\(at.microseconds)_\(id)" }
}

extension TextFormat {
  /// A `next_cursor` of a list in the order of arrival.
  static func arrival<Kind>() -> TextFormat where Value == Arrival<Kind> {
    .pattern("next_cursor") { text in
      let parts = text.split(separator: "_")
      guard parts.count == 2, let microseconds = Int64(parts[0]), let id = Identifier<Kind>(String(parts[1])) else {
        return nil
      }
      // A forged place before the server's own calendar would make it fail.
      guard microseconds >= 0 else { return nil }
      return Arrival(at: Instant(microseconds: microseconds), id: id)
    }
  }
}
