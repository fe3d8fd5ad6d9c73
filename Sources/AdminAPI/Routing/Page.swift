import Hummingbird
import OfficeStore

/// Which part of a list is asked for: `limit` and `cursor`, which every list has.
struct PageRequest<Position: Sendable>: Sendable {
  /// At most so many.
  let limit: Int
  /// After this place; nil from the beginning.
  let after: Position?

  /// Items on a page unless the client says otherwise.
  static var usualLimit: Int { 50 }
  /// Items that a client may ask for.
  static var limits: ClosedRange<Int> { 1...200 }

  /// Takes both parameters.
  init(_ query: inout QueryReader, cursor: TextFormat<Position>) {
    limit = query.optional("limit", .integer(in: Self.limits)) ?? Self.usualLimit
    after = query.optional("cursor", cursor)
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
