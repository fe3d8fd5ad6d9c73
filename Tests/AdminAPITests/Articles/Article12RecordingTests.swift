import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第12条(2): recording is banned by any means.
  @Suite struct Article12RecordingTests {
    @Test func `Art. 12(2): the contract has no field, path or parameter for a recording`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let document = try await office.send(.get, "/openapi.json", by: nil).json
        var names: [String] = []
        Self.collect(document, into: &names)
        #expect(names.count > 500 && names.contains("companions"), "the document was read")
        let banned = ["recording", "video", "audio", "footage", "transcript", "screenshot", "screen_capture"]
        #expect(names.filter { name in banned.contains { name.lowercased().contains($0) } } == [])
      }
    }

    /// The names of all members, and what parameters, paths and operations are called.
    private static func collect(_ value: JSONValue, into names: inout [String]) {
      switch value {
      case .object(let members):
        for member in members {
          names.append(member.name)
          if ["name", "operationId"].contains(member.name), let text = member.value.text { names.append(text) }
          collect(member.value, into: &names)
        }
      case .array(let elements): for element in elements { collect(element, into: &names) }
      default: break
      }
    }
  }
}
