import Scheduling

/// Who issues terms of use.
public enum TermsIssuer: Sendable, Hashable {
  /// One office.
  case office(OfficeCode)
  /// A bureau, for its offices.
  case bureau(BureauCode)
  /// The ministry, for all.
  case ministry

  /// The kind's name: `office`, `bureau` or `ministry`.
  public var kind: String {
    switch self {
    case .office: "office"
    case .bureau: "bureau"
    case .ministry: "ministry"
    }
  }

  /// The offices whose terms these may be.
  var scope: Scope {
    switch self {
    case .office(let code): .office(code)
    case .bureau(let code): .bureau(code)
    case .ministry: .ministry
    }
  }

  /// The code that goes with the kind; empty for the ministry.
  public var code: String {
    switch self {
    case .office(let code): code.text
    case .bureau(let code): code.text
    case .ministry: ""
    }
  }

  init?(kind: String, code: String) {
    switch Scope(kind: kind, code: code) {
    case .office(let code)?: self = .office(code)
    case .bureau(let code)?: self = .bureau(code)
    case .ministry?: self = .ministry
    case .all?, nil: return nil
    }
  }
}
