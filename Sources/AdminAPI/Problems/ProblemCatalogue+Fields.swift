/// Problems of a single field or query parameter.
extension ProblemCatalogue {
  static let fieldEntries: [Entry] = [
    Entry(
      "required", 422,
      ja: ("必須項目がありません", "この項目は必須です。"),
      en: ("Required", "This field is required.")),
    Entry(
      "unknown_field", 422,
      ja: ("未知の項目です", "この項目は定義されていません。"),
      en: ("Unknown field", "There is no such field.")),
    Entry(
      "duplicate_field", 422,
      ja: ("項目が重複しています", "この項目が 2 回以上あります。"),
      en: ("Duplicate field", "This field is there more than once.")),
    Entry(
      "unknown_parameter", 422,
      ja: ("未知のパラメーターです", "このパラメーターは定義されていません。"),
      en: ("Unknown parameter", "There is no such query parameter.")),
    Entry(
      "duplicate_parameter", 422,
      ja: ("パラメーターが重複しています", "このパラメーターが 2 回以上あります。"),
      en: ("Duplicate parameter", "This query parameter is there more than once.")),
    Entry(
      "invalid_type", 422,
      ja: ("型が違います", "値の型が違います（{}）。"),
      en: ("Wrong type", "The value must be of type {}.")),
    Entry(
      "invalid_text", 422,
      ja: ("使えない文字があります", "使えない文字（制御文字や不完全なサロゲート）が含まれています。"),
      en: ("Unusable text", "The text holds characters that can't be used (controls or an unpaired surrogate).")),
    Entry(
      "invalid_format", 422,
      ja: ("書式が違います", "値の書式が違います（{}）。"),
      en: ("Wrong format", "The value must have the format {}.")),
    Entry(
      "out_of_range", 422,
      ja: ("範囲外の値です", "値は {} の範囲で指定してください。"),
      en: ("Out of range", "The value must lie in {}.")),
    Entry(
      "too_long", 422,
      ja: ("長すぎます", "{} 文字以内で入力してください。"),
      en: ("Too long", "At most {} characters are allowed.")),
    Entry(
      "too_many", 422,
      ja: ("多すぎます", "{} 件以内で指定してください。"),
      en: ("Too many", "At most {} are allowed.")),
    Entry(
      "too_few", 422,
      ja: ("少なすぎます", "{} 件以上指定してください。"),
      en: ("Too few", "At least {} must be given.")),
    Entry(
      "unknown_value", 422,
      ja: ("使えない値です", "次のいずれかを指定してください: {}"),
      en: ("Unknown value", "The value must be one of: {}")),
    Entry(
      "nothing_to_search_for", 422,
      ja: ("検索条件がありません", "氏名・フリガナ・求職番号のうち、少なくとも 1 つを指定してください。"),
      en: ("Nothing to search for", "Give at least one of the name, the kana and the job-seeker number.")),
    Entry(
      "template_invalid", 422,
      ja: ("文面のひな形が使えません", "ひな形のこの箇所を確認してください: {}"),
      en: ("Unusable template", "The template can't be used; look at: {}")),
    Entry(
      "duplicate_value", 422,
      ja: ("値が重複しています", "同じ値が 2 回以上あります。"),
      en: ("Duplicate value", "The same value is there more than once.")),
    Entry(
      "one_of", 422,
      ja: ("項目の組み合わせが違います", "次のうち一つだけを指定してください: {}"),
      en: ("Exactly one", "Exactly one of these must be given: {}")),
  ]
}
