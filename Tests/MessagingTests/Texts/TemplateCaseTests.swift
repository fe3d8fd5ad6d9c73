import Scheduling
import Testing

@testable import Messaging

/// A message is whole in every case that there is, and not only where its template looks so.
@Suite struct TemplateCaseTests {
  private static let access =
    "{{#zoom}}{{meeting_id}}{{passcode}}{{/zoom}}{{#teleoffice}}{{server}}{{access_code}}{{/teleoffice}}"

  @Test(arguments: [
    (
      MessageKind.offer,
      "{{#slots}}{{date}}{{time}}{{/slots}}{{^slots}}{{office}}{{phone}}{{deadline}}{{terms}}{{/slots}}", "office"
    ),
    (.refused, "{{#silence}}{{office}}{{phone}}{{from}}{{until}}{{/silence}}", "office"),
    (.declined, "{{^other}}{{office}}{{/other}}{{phone}}", "office"),
    (.cancelled, "{{office}}{{phone}}{{#by_user}}{{date}}{{time}}{{/by_user}}", "date"),
    (.details, "{{#zoom}}{{office}}{{phone}}{{date}}{{time}}{{/zoom}}" + access, "office"),
    (
      .followUpDetails, "{{office}}{{phone}}{{date}}{{time}}{{#terms}}{{#zoom}}{{terms}}{{/zoom}}{{/terms}}" + access,
      "terms"
    ),
    (.followUpDetails, "{{office}}{{phone}}{{#terms}}{{date}}{{time}}{{terms}}{{/terms}}" + access, "date"),
  ])
  func `what is shown in some messages only is not enough`(_ kind: MessageKind, _ body: String, _ lacking: String) {
    #expect(throws: TemplateFault.missingVariable(lacking)) { try TextTemplate("T\n\n" + body, for: kind) }
  }

  @Test(arguments: [
    (
      MessageKind.cancelled,
      "{{office}}{{phone}}{{#by_user}}{{date}}{{time}}{{/by_user}}{{#by_office}}{{date}}{{time}}{{/by_office}}"
    ),
    (
      .cancelled, "{{office}}{{phone}}{{#by_user}}{{date}}{{time}}{{/by_user}}{{^by_user}}{{date}}{{time}}{{/by_user}}"
    ),
    (.offer, "{{deadline}}{{terms}}{{#slots}}{{date}}{{time}}{{office}}{{phone}}{{/slots}}"),
    (.followUpDetails, "{{office}}{{phone}}{{date}}{{time}}{{#terms}}{{terms}}{{/terms}}" + access),
  ])
  func `what is shown in one section or the other is`(_ kind: MessageKind, _ body: String) {
    #expect(throws: Never.self) { try TextTemplate("T\n\n" + body, for: kind) }
  }

  @Test(arguments: MessageKind.allCases)
  func `the cases that templates are judged by are those of the messages`(_ kind: MessageKind) throws {
    let zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    let shape = TemplateShape.of(kind)
    for sample in SampleMessage.all(of: kind, office: ("西宮", "0798"), zone: zone) {
      let values = try sample.facts.values(for: kind, in: .japanese, credentials: sample.credentials)
      let shown = shape.fields.filter { $0.value.length == nil && values[$0.key]?.isThere == true }
      #expect(shape.cases.contains(Set(shown.keys)), "\(sample.name)")
    }
  }
}

extension TemplateValue {
  /// Whether a section of it is shown.
  fileprivate var isThere: Bool {
    switch self {
    case .string: true
    case .flag(let isShown): isShown
    case .section(let fields): fields != nil
    case .list(let items): !items.isEmpty
    }
  }
}
