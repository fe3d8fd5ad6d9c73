import Scheduling

/// The made-up terms of use: the ministry's first version, and the one that an office announces in the middle of a run.
enum Terms {
  /// What everybody begins with.
  static let first = "オンライン職業相談利用規約\n"

  private static let change = """
    オンライン職業相談利用規約

    第1条 {{office_name}}は、窓口及び電話のほか、オンラインでも職業相談を行います。
    第6条 予約を確定した方には、会議の情報をお知らせします。
    第14条 この規約に関する紛争は、{{governing_court}}を第一審の専属的合意管轄裁判所とします。

    {{effective_date}}
    {{issuer_title}}

    """

  /// The draft of an office's own version; nothing in it is left open.
  static func draft(of office: OfficeProfile, effectiveFrom date: CivilDate) -> TermsDraft {
    var draft = TermsDraft(change, effectiveFrom: date, ground: .reasonable)
    draft.issuerTitle = "\(office.name)公共職業安定所長"
    draft.governingCourt = "神戸地方裁判所"
    draft.values = [TermsDraft.Value(name: "office_name", value: "ハローワーク\(office.name)")]
    return draft
  }
}

extension TermsDraft {
  /// As it is sent.
  var json: JSON {
    JSON.object([]).with("text", .text(text)).with("effective_from", .text(effectiveFrom.iso))
      .with("ground", .text(ground.rawValue)).with("issuer_title", issuerTitle.map { .text($0) })
      .with("governing_court", governingCourt.map { .text($0) })
      .with("variables", .list(values.map { ["name": .text($0.name), "value": .text($0.value)] }))
  }
}
