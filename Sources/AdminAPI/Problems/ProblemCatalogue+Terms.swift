/// Problems of terms that are to be published. A line counts from 1.
extension ProblemCatalogue {
  static let termsEntries: [Entry] = [
    Entry(
      "not_the_issuer", 403,
      ja: ("発行者ではありません", "この規約に注記できるのは、これを発行した安定所だけです。"),
      en: ("Not the issuer", "Only the office that issued these terms may annotate them.")),
    Entry(
      "announced_too_late", 422,
      ja: ("効力発生日が早すぎます", "合理的な変更（13条(2)）は、効力が発生する前に告知しなければなりません。"),
      en: ("Announced too late", "A change that is merely reasonable is announced before it takes effect.")),
    Entry(
      "not_the_first_version", 422,
      ja: ("最初の版ではありません", "既に規約があります。変更には13条(1)または(2)の理由が必要です。"),
      en: ("Not the first version", "There are terms already; a change of them needs a ground of article 13.")),
    Entry(
      "placeholder_left", 422,
      ja: ("未記入の箇所があります", "{} 行目に未記入の箇所（○）が残っています。"),
      en: ("Placeholder left", "Line {} still has a placeholder (○).")),
    Entry(
      "unbound_variable", 422,
      ja: ("変数の値がありません", "{} 行目の変数に値が与えられていません。"),
      en: ("Unbound variable", "A variable on line {} has no value.")),
    Entry(
      "broken_variable", 422,
      ja: ("変数の書き方が違います", "{} 行目の二重の波括弧が変数になっていません。"),
      en: ("Broken variable", "Line {} has braces that make no variable.")),
    Entry(
      "unused_variable", 422,
      ja: ("本文にない変数です", "本文にその変数はありません。"),
      en: ("Unused variable", "The text has no such variable.")),
    Entry(
      "reserved_variable", 422,
      ja: ("自動的に決まる変数です", "この変数の値は、効力発生日・発行者名・管轄裁判所の項目から決まります。"),
      en: ("Reserved variable", "It follows from the effective date, the issuer's title or the governing court.")),
    Entry(
      "incomplete_value", 422,
      ja: ("未記入の箇所があります", "値に未記入の箇所（○）や変数を含めることはできません。"),
      en: ("Incomplete value", "The value must hold no placeholder (○) and no variable.")),
  ]
}
