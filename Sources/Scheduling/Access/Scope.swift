/// How far a token reaches.
public enum Scope: Sendable, Hashable {
  /// One office.
  case office(OfficeCode)
  /// The offices of one bureau.
  case bureau(BureauCode)
  /// The ministry as an issuer of terms; a token for all bureaus has `all`.
  case ministry
  /// Everything.
  case all

  /// The kind's name: `office`, `bureau`, `ministry` or `all`.
  public var kind: String {
    switch self {
    case .office: "office"
    case .bureau: "bureau"
    case .ministry: "ministry"
    case .all: "all"
    }
  }

  /// The code that goes with the kind, if it has one.
  public var code: String? {
    switch self {
    case .office(let code): code.text
    case .bureau(let code): code.text
    case .ministry, .all: nil
    }
  }

  /// Nil unless kind and code fit each other; no code and an empty one are the same.
  public init?(kind: String, code: String?) {
    let code = code ?? ""
    switch kind {
    case "office":
      guard let office = OfficeCode(code) else { return nil }
      self = .office(office)
    case "bureau":
      guard let bureau = BureauCode(code) else { return nil }
      self = .bureau(bureau)
    case "ministry" where code.isEmpty: self = .ministry
    case "all" where code.isEmpty: self = .all
    default: return nil
    }
  }

  /// Whether it reaches an office, which belongs to that bureau.
  public func covers(office: OfficeCode, of bureau: BureauCode) -> Bool {
    switch self {
    case .office(let own): own == office
    case .bureau(let own): own == bureau
    case .ministry, .all: true
    }
  }
}
