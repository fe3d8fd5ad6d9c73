/// Problems of a booking's requirements: who, with what, under which terms.
extension ProblemCatalogue {
  static let requirementEntries: [Entry] = [
    Entry(
      "override_not_allowed", 403,
      ja: ("例外を認める権限がありません", "規則の例外を認められるのは統括職業指導官と所長だけです。"),
      en: ("Override not allowed", "Only supervisors and office heads may override a rule.")),
    Entry(
      "unknown_service", 422,
      ja: ("未知のサービスです", "この安定所にそのサービスはありません。"),
      en: ("Unknown service", "The office gives no such service.")),
    Entry(
      "unknown_booking", 422,
      ja: ("該当する予約がありません", "この安定所に該当する予約はありません。"),
      en: ("Unknown booking", "The office has no such booking.")),
    Entry(
      "unknown_seeker", 422,
      ja: ("該当する求職者がいません", "この安定所に該当する求職者はいません。"),
      en: ("Unknown seeker", "The office has no such person.")),
    Entry(
      "unknown_counselor", 422,
      ja: ("該当する相談員がいません", "この安定所に、そのサービスを担当できる該当の相談員はいません。"),
      en: ("Unknown counselor", "The office has no such counselor in use for this service.")),
    Entry(
      "unknown_room", 422,
      ja: ("該当する個室ブースがありません", "この安定所に、使用中の該当する個室ブースはありません。"),
      en: ("Unknown room", "The office has no such room in use.")),
    Entry(
      "unknown_licence", 422,
      ja: ("該当する会議ライセンスがありません", "この安定所に、その会議サービスの該当するライセンスはありません。"),
      en: ("Unknown licence", "The office has no such licence in use, or it is of another vendor.")),
    Entry(
      "unknown_vendor", 422,
      ja: ("未知の会議サービスです", "その会議サービスは登録されていません。"),
      en: ("Unknown vendor", "There is no such vendor.")),
    Entry(
      "vendor_not_enabled", 422,
      ja: ("利用できない会議サービスです", "この安定所ではその会議サービスを利用していません。"),
      en: ("Vendor not enabled", "The office does not use that vendor.")),
    Entry(
      "no_resources", 422,
      ja: ("担当できる体制がありません", "このサービスを担当する相談員、個室ブース、または会議ライセンスがありません。"),
      en: ("No resources", "No counselor gives the service, or there is no room or licence for it.")),
    Entry(
      "no_terms_in_force", 422,
      ja: ("有効な利用規約がありません", "現在有効な利用規約がないため、申込みの受付も候補日時の提示もできません。"),
      en: (
        "No terms in force", "No version of the terms of use is in force, so nobody can apply and nothing is offered."
      )),
    Entry(
      "terms_not_acknowledged", 422,
      ja: ("利用規約の確認が必要です", "利用規約の案内を受けたことの確認が必要です。"),
      en: ("Terms not acknowledged", "The terms of use must have been pointed out to the applicant.")),
    Entry(
      "job_seeker_number_required", 422,
      ja: ("求職番号が必要です", "この手続きには求職番号が必要です。"),
      en: ("Job-seeker number required", "The job-seeker number must be known for this step.")),
    Entry(
      "declaration_missing", 422,
      ja: ("利用環境の申告が足りません", "端末・カメラ・アプリのうち、用意できると申告されていないものがあります（{}）。"),
      en: ("Declaration missing", "The applicant has not declared to have everything needed ({}).")),
    Entry(
      "environment_check_missing", 422,
      ja: ("利用環境の確認が済んでいません", "利用環境の確認項目への回答が必要です。"),
      en: ("Environment check missing", "The environment checklist must be answered first.")),
    Entry(
      "channel_not_allowed", 422,
      ja: ("受け付けていない連絡手段です", "この安定所ではその連絡手段での取消しを受け付けていません。"),
      en: ("Channel not allowed", "The office takes no cancellations over that channel.")),
  ]
}
