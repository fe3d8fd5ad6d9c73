/// Problems of what is kept sealed.
extension ProblemCatalogue {
  static let secretEntries: [Entry] = [
    Entry(
      "secret_withheld", 403,
      ja: ("会議情報を閲覧できません", "会議情報を閲覧できるのは、この相談の担当相談員、統括職業指導官、所長とマイページだけです。"),
      en: (
        "Withheld",
        "Only the session's own counselor, supervisors, the office head and the gateway may see its meeting."
      )),
    Entry(
      "meeting_not_issued", 409,
      ja: ("会議情報がまだありません", "この予約の会議ライセンスに会議情報が登録されていません。"),
      en: ("No meeting yet", "The booking's licence has no credentials for this meeting so far.")),
    Entry(
      "other_vendor", 422,
      ja: ("別の会議サービスの会議情報です", "この会議ライセンスは、その会議サービスのものではありません。"),
      en: ("Another vendor", "The licence is not of this vendor.")),
    Entry(
      "already_in_pool", 409,
      ja: ("登録済みの会議です", "この安定所で既に登録された会議が含まれています。何も登録していません。"),
      en: ("Meeting known", "One of the meetings was given to this office before. None was taken in.")),
    Entry(
      "keys_missing", 409,
      ja: ("暗号鍵がありません", "この環境には必要な暗号鍵が設定されていないため、会議情報を扱えません。管理者にお問い合わせください。"),
      en: ("Keys missing", "The deployment lacks the key that this takes, so it can neither keep nor tell the secret.")),
  ]
}
