/// Problems of what is kept about persons: records of use, disclosures, retention.
extension ProblemCatalogue {
  static let recordEntries: [Entry] = [
    Entry(
      "usage_events_off", 409,
      ja: ("利用の記録は行っていません", "この安定所では利用の記録を行わない設定になっています。"),
      en: ("No records of use", "The office is set to record no use.")),
    Entry(
      "illegal_disclosure_step", 409,
      ja: ("現在の状態ではできません", "この開示の現在の状態（{}）ではこの操作はできません。"),
      en: ("Not possible now", "The disclosure's current status, {}, doesn't allow this.")),
    Entry(
      "extension_not_possible", 409,
      ja: ("期限を延長できません", "期限の延長は、期限前に 1 回だけできます。"),
      en: ("Extension not possible", "A disclosure can be extended once, before it is due.")),
    Entry(
      "blanked", 409,
      ja: ("保存期間が過ぎています", "保存期間が過ぎて個人の情報が消去されているため、変更できません。"),
      en: ("Kept no longer", "Retention has blanked it, so nothing can be changed.")),
    Entry(
      "in_the_future", 422,
      ja: ("未来の日時です", "日時は現在以前でなければなりません。"),
      en: ("In the future", "The time must not lie in the future.")),
    Entry(
      "period_not_demanded", 422,
      ja: ("期間は指定できません", "期間による開示は、法令に基づく提供に限ります。"),
      en: ("No period here", "Days of use can be disclosed to a demand by law only.")),
    Entry(
      "devices_outlive_usage", 422,
      ja: ("保存期間が逆転しています", "端末識別情報の保存期間は、利用の記録の保存期間を超えられません。"),
      en: ("Devices outlive usage", "Device identifiers can't be kept longer than the records of use.")),
  ]
}
