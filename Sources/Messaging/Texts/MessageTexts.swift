import Scheduling

/// Templates as an office writes, tries and keeps them.
public enum MessageTexts {
  /// Whose words they are, and in which zone times are told.
  public typealias Office = (name: String, phone: String, zone: OfficeZone)

  /// The text of a template as it comes with the program.
  public static func shipped(_ kind: MessageKind, _ language: MessageLanguage) -> String {
    ShippedTemplates.source(kind, language)
  }

  /// Every made-up message of a kind as a template tells it: the office's text, or the program's own when nil. What
  /// succeeds here can be rendered with the facts of any message of that kind.
  ///
  /// - Throws: when the text is no template of that kind, or what it makes lacks a title or a body.
  public static func preview(
    _ text: String?, for kind: MessageKind, in language: MessageLanguage, office: Office
  ) throws(TemplateFault) -> [(sample: String, text: MessageText)] {
    let template =
      if let text { try TextTemplate(text, for: kind) } else { try ShippedTemplates.template(kind, language) }
    return try SampleMessage.all(of: kind, office: (office.name, office.phone), zone: office.zone)
      .map { sample throws(TemplateFault) in (sample.name, try template.render(sample, in: language)) }
  }
}

extension TextTemplate {
  fileprivate func render(_ sample: SampleMessage, in language: MessageLanguage) throws(TemplateFault) -> MessageText {
    let values: [String: TemplateValue]
    do throws(LackingFact) {
      values = try sample.facts.values(for: sample.kind, in: language, credentials: sample.credentials)
    } catch {
      throw .missingVariable(error.name)
    }
    let text = render(values)
    guard !text.title.isEmpty, text.body != "\n" else { throw .noTitleOrBody }
    return text
  }
}
