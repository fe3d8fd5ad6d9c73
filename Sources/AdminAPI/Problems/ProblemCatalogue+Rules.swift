/// Problems of the counter's own rules: what a booking can't do now, and what it may not ask for.
extension ProblemCatalogue {
  static let ruleEntries: [Entry] = conflictEntries + timeEntries + requirementEntries

  private static let conflictEntries: [Entry] = [
    Entry(
      "slot_taken", 409,
      ja: ("その時間は埋まっています", "その時間はほかの予約で埋まりました。別の時間を選んでください。"),
      en: ("Slot taken", "The time went to somebody else. Choose another one.")),
    Entry(
      "seeker_busy", 409,
      ja: ("求職者に別の予約があります", "この求職者には同じ時間帯に別の予約があります。"),
      en: ("Seeker busy", "The seeker has another booking at that time.")),
    Entry(
      "illegal_transition", 409,
      ja: ("現在の状態ではできません", "この予約の現在の状態（{}）ではこの操作はできません。"),
      en: ("Not possible now", "The booking's current status, {}, doesn't allow this.")),
    Entry(
      "illegal_refusal_step", 409,
      ja: ("現在の状態ではできません（お断り）", "このお断りの現在の状態（{}）ではこの操作はできません。"),
      en: ("Not possible for this refusal", "The refusal's current status, {}, doesn't allow this.")),
    Entry(
      "refusal_overlaps", 409,
      ja: ("お断りの期間が重なっています", "この求職者には、その期間に効力のあるお断りが既にあります。"),
      en: ("Refused already", "The person is refused in that time already.")),
    Entry(
      "already_appealed", 409,
      ja: ("申出は記録済みです", "このお断りへの不服の申出は既に記録されています。"),
      en: ("Appeal noted already", "An appeal against this refusal was noted already.")),
    Entry(
      "duplicate_name", 409,
      ja: ("同じ名前が使われています", "同じ名前のものがこの安定所に既にあります。"),
      en: ("Name in use", "The office already has one of this name.")),
    Entry(
      "already_exists", 409,
      ja: ("既に登録されています", "同じ日付またはコードのものがこの安定所に既にあります。"),
      en: ("Already there", "The office already has one with this date or code.")),
    Entry(
      "in_use", 409,
      ja: ("使用中です", "今後の予約で使われているため、この操作はできません。"),
      en: ("In use", "Something that lies ahead still depends on it.")),
    Entry(
      "message_pending", 409,
      ja: ("通知はまだ送信中です", "この通知は送信待ちまたは送信中のため、再送できません。"),
      en: ("Still on its way", "The message waits or is being sent, so it can't be sent again.")),
    Entry(
      "message_outdated", 409,
      ja: ("通知の内容が古くなっています", "予約の状況が変わったため、この通知は再送できません。"),
      en: ("No longer so", "The booking has moved on, so this message can't be sent again.")),
    Entry(
      "offer_lapsed", 410,
      ja: ("回答期限を過ぎています", "候補日時への回答期限を過ぎたため、申込みは失効しました。"),
      en: ("Offer lapsed", "The deadline for an answer has passed, so the application is void.")),
  ]

  private static let timeEntries: [Entry] = [
    Entry(
      "past_cutoff", 422,
      ja: ("受付の締切を過ぎています", "この時間の予約確定の締切を過ぎています。"),
      en: ("Past the cut-off", "The time until which this slot could be confirmed has passed.")),
    Entry(
      "not_offered", 422,
      ja: ("提示されていない日時です", "この日時は候補として提示されていません。"),
      en: ("Not offered", "The offer does not hold this time.")),
    Entry(
      "too_early", 422,
      ja: ("まだ開始できません", "相談は {} から開始できます。"),
      en: ("Too early", "The session can't be started before {}.")),
    Entry(
      "in_the_past", 422,
      ja: ("過去の日時です", "開始日時は現在より後でなければなりません。"),
      en: ("In the past", "The start must lie in the future.")),
    Entry(
      "closed_day", 422,
      ja: ("閉庁日です", "その日は開庁日ではありません。"),
      en: ("Closed day", "The office is closed on that day.")),
    Entry(
      "outside_hours", 422,
      ja: ("受付時間外です", "その時間は受付時間に収まりません。"),
      en: ("Outside the hours", "The time does not lie within one opening window.")),
    Entry(
      "off_grid", 422,
      ja: ("開始時刻の区切りに合いません", "開始時刻は予約枠の区切りに合わせてください。"),
      en: ("Off the grid", "The start must fall on the grid of the opening window.")),
    Entry(
      "overlapping_slots", 422,
      ja: ("候補日時が重なっています", "候補日時どうしの時間帯が重なっています。"),
      en: ("Overlapping slots", "Two of the candidates overlap.")),
    Entry(
      "overlapping_windows", 422,
      ja: ("受付時間が重なっています", "受付時間の時間帯がほかの時間帯と重なっています。"),
      en: ("Overlapping windows", "The window shares time with another one.")),
    Entry(
      "too_many_candidates", 422,
      ja: ("候補日時が多すぎます", "候補日時は {} 件以内にしてください。"),
      en: ("Too many candidates", "An offer of this office names at most {} times.")),
    Entry(
      "range_empty", 422,
      ja: ("期間が空です", "終了は開始より後にしてください（終了は期間に含みません）。"),
      en: ("Empty range", "The end, which is exclusive, must come after the beginning.")),
    Entry(
      "range_too_long", 422,
      ja: ("期間が長すぎます", "期間は {} 日以内で指定してください。"),
      en: ("Range too long", "The range may have at most {} days.")),
    Entry(
      "series_empty", 422,
      ja: ("繰り返しが空です", "繰り返しの終わりは最初の日以後にしてください。"),
      en: ("Empty series", "The series ends before its first occurrence.")),
    Entry(
      "series_too_long", 422,
      ja: ("繰り返しが多すぎます", "繰り返しは {} 回以内にしてください。"),
      en: ("Series too long", "A series may have at most {} occurrences.")),
    Entry(
      "invalid_received_at", 422,
      ja: ("受付日時が不正です", "受付日時は電話・窓口の連絡に限り、候補提示以後かつ現在以前でなければなりません。"),
      en: ("Invalid time of receipt", "Only for phone and counter, not before the offer, and not in the future.")),
    Entry(
      "invalid_joined_at", 422,
      ja: ("入室日時が不正です", "入室日時は予約確定以後かつ現在以前でなければなりません。"),
      en: ("Invalid time of joining", "Not before the booking was confirmed, and not in the future.")),
    Entry(
      "clock_backwards", 422,
      ja: ("時計は戻せません", "時計を現在より前に戻すことはできません。"),
      en: ("Clock runs forward", "The clock can't be set back.")),
  ]
}
