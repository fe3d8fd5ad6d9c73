/// What whoever applies is told with the answer. The raw value is its code in the API.
public enum ApplicationNotice: String, Sendable, Hashable, CaseIterable {
  /// Articles 3 and 12(5): the service is free, and the line is the user's to pay.
  case dataCost = "data_cost"

  /// The words in Japanese.
  public var japanese: String {
    switch self {
    case .dataCost: "オンライン職業相談等の利用は無料ですが、通信に要する費用は利用者のご負担となります。特に従量制の契約の場合はご注意ください。"
    }
  }

  /// The words in English.
  public var english: String {
    switch self {
    case .dataCost:
      """
      Online counseling is free of charge; the cost of the line is yours. Take care where your contract counts the data you \
      use.
      """
    }
  }
}
