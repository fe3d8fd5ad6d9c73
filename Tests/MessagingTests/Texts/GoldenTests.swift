import Foundation
import Scheduling
import Testing

@testable import Messaging

/// Every text of the program beside the file of what it should be. MADOGUCHI_WRITE_GOLDEN=1 writes the files anew.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden")
    .standardized

  struct Case: Sendable, CustomTestStringConvertible {
    let sample: SampleMessage
    let language: MessageLanguage

    var testDescription: String { file }
    var file: String {
      let name = sample.name == sample.kind.rawValue ? sample.name : "\(sample.kind.rawValue).\(sample.name)"
      return "\(name).\(language.rawValue).txt"
    }

    static let all = MessageKind.allCases.flatMap { kind in
      nishinomiya(kind).flatMap { sample in MessageLanguage.allCases.map { Case(sample: sample, language: $0) } }
    }

    static func nishinomiya(_ kind: MessageKind) -> [SampleMessage] {
      guard let zone = OfficeZone(identifier: "Asia/Tokyo") else { return [] }
      return SampleMessage.all(of: kind, office: ("ハローワーク西宮", "0798-00-0000"), zone: zone)
    }
  }

  @Test(arguments: Case.all)
  func `a message reads as its golden file`(_ golden: Case) throws {
    let sample = golden.sample
    let template = try ShippedTemplates.template(sample.kind, golden.language)
    let values = try sample.facts.values(for: sample.kind, in: golden.language, credentials: sample.credentials)
    let text = template.render(values)
    let written = text.title + "\n\n" + text.body
    let file = Self.folder.appending(path: golden.file)
    if ProcessInfo.processInfo.environment["MADOGUCHI_WRITE_GOLDEN"] != nil {
      try written.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try written == String(contentsOf: file, encoding: .utf8))
  }

  @Test func `every golden file belongs to a message`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Case.all.map(\.file)))
  }

  @Test func `every kind is written in both languages`() {
    for kind in MessageKind.allCases {
      for language in MessageLanguage.allCases {
        #expect(throws: Never.self, "\(kind) \(language)") { try ShippedTemplates.template(kind, language) }
      }
    }
  }
}
