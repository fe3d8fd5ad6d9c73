import ArgumentParser
import Scheduling

/// Texts of the command line into values, or a sentence that says what was expected.
enum Parsing {
  static func role(_ text: String) throws -> Role {
    guard let role = Role(rawValue: text) else {
      throw ValidationError("'\(text)' is no role; one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return role
  }

  static func office(_ text: String) throws -> OfficeCode {
    guard let code = OfficeCode(text) else {
      throw ValidationError("'\(text)' is no office code; four digits, as 2804")
    }
    return code
  }

  static func bureau(_ text: String) throws -> BureauCode {
    guard let code = BureauCode(text) else { throw ValidationError("'\(text)' is no bureau code; 01 to 47") }
    return code
  }

  static func staff(_ text: String) throws -> StaffID {
    guard let id = StaffID(text) else { throw ValidationError("'\(text)' is no id of a member of staff; a UUID") }
    return id
  }

  static func token(_ text: String) throws -> TokenID {
    guard let id = TokenID(text) else { throw ValidationError("'\(text)' is no id of a token; a UUID") }
    return id
  }

  static func termsVersion(_ text: String) throws -> TermsVersionID {
    guard let id = TermsVersionID(text) else { throw ValidationError("'\(text)' is no id of a version; a UUID") }
    return id
  }

  static func termsServiceGroup(_ text: String) throws -> TermsServiceGroup {
    guard let group = TermsServiceGroup(text) else {
      throw ValidationError("'\(text)' is no label of services; a-z, 0-9 and _, as online_counseling")
    }
    return group
  }

  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(iso: text) else { throw ValidationError("'\(text)' is no date; expected YYYY-MM-DD") }
    return date
  }
}
