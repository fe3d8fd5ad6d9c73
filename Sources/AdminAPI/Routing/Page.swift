import Hummingbird
import OfficeStore

extension QueryReader {
  /// Items on a page unless the client says otherwise.
  private static let usualLimit = 50
  /// Items that a client may ask for.
  private static let limits = 1...200

  /// Takes `limit` and `cursor`, which every list has: at most so many items, after this place or from the beginning.
  mutating func page<Position>(_ cursor: TextFormat<Position>) -> (limit: Int, after: Position?) {
    let limit = optional("limit", .integer(in: Self.limits)) ?? Self.usualLimit
    return (limit, optional("cursor", cursor))
  }
}

/// One page of a list, and where the next one begins.
struct Page<Item> {
  private let items: ArraySlice<Item>
  private let nextCursor: String?

  /// A page of at most `limit` items.
  ///
  /// - Parameters:
  ///   - found: what the store returned: one more than `limit` when there is a next page.
  ///   - cursor: the place of an item, as a text that says nothing to a client.
  init(_ found: [Item], limit: Int, cursor: (Item) -> String) {
    items = found.prefix(limit)
    nextCursor = found.count > limit ? items.last.map(cursor) : nil
  }

  /// The page as every list is answered, with a `Link` to the next one (RFC 8288).
  ///
  /// - Parameter write: writes the members of an item.
  func response(to call: OfficeCall, _ write: (inout JSONWriter, Item) -> Void) -> Response {
    Response(answer(to: call, write))
  }

  /// The same as a command's answer.
  func answer(to call: OfficeCall, _ write: (inout JSONWriter, Item) -> Void) -> Answer {
    let uri = call.incoming.request.uri
    let link = nextCursor.map { cursor in
      let kept = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
      let query = (kept.map(String.init) + ["cursor=\(cursor)"]).joined(separator: "&")
      return (name: "Link", value: "<\(uri.path)?\(query)>; rel=\"next\"")
    }
    return .json(headers: link.map { [$0] } ?? []) { json in
      json.member("items", objects: items, write)
      json.member("next_cursor", nextCursor)
    }
  }
}
