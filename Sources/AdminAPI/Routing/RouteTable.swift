import HTTPTypes
import Hummingbird

/// All operations, and the questions one can ask them together.
struct RouteTable: Sendable {
  let operations: [Operation]

  /// The methods of the operations whose path matches; HEAD comes with GET. Empty when there is no such path. Where two
  /// match, as `…/bookings/search` and `…/bookings/{id}`, the router takes the one that says more, and so does this.
  func methods(at path: String) -> [HTTPRequest.Method] {
    let segments = path.split(separator: "/")
    let matching = operations.filter { matches($0.path.split(separator: "/"), segments) }
    let fewest = matching.map { placeholders($0.path) }.min()
    let methods = matching.filter { placeholders($0.path) == fewest }.map(\.method)
    return methods.flatMap { $0 == .get ? [.get, .head] : [$0] }
  }

  private func placeholders(_ path: String) -> Int { path.count(where: { $0 == "{" }) }

  private func matches(_ template: [Substring], _ segments: [Substring]) -> Bool {
    template.count == segments.count && zip(template, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
