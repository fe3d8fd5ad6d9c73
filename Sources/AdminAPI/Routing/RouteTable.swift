import HTTPTypes
import Hummingbird

/// All operations, and the questions one can ask them together.
struct RouteTable: Sendable {
  let operations: [Operation]

  /// The methods of the operations whose path matches; HEAD comes with GET. Empty when there is no such path.
  func methods(at path: String) -> [HTTPRequest.Method] {
    let segments = path.split(separator: "/")
    let methods = operations.filter { matches($0.path.split(separator: "/"), segments) }.map(\.method)
    return methods.flatMap { $0 == .get ? [.get, .head] : [$0] }
  }

  private func matches(_ template: [Substring], _ segments: [Substring]) -> Bool {
    template.count == segments.count && zip(template, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
