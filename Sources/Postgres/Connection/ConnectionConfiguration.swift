import CLibPQ

/// Where the database is and how to get in: what libpq calls connection parameters.
///
/// No description of it shows a password or any other secret.
public struct ConnectionConfiguration: Sendable {
  /// libpq's keywords and values, later ones overriding earlier ones.
  private(set) var parameters: [(keyword: String, value: String)]

  /// Parses a URI (`postgresql://user@host/name?sslmode=verify-full&sslrootcert=/etc/ca.pem`) or a list
  /// (`host=/run/postgresql dbname=name`), with every keyword libpq knows. Throws `invalidConfiguration` for anything
  /// else; the error does not say more, since the text may hold a password.
  public init(url: String) throws(PostgresError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(url, &message) else {
      PQfreemem(message)
      throw PostgresError(.invalidConfiguration)
    }
    defer { PQconninfoFree(options) }
    parameters = []
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        parameters.append((String(cString: keyword), String(cString: value)))
      }
      option += 1
    }
  }

  /// The value in force for a keyword of libpq, `nil` where libpq's own default applies.
  public subscript(keyword: String) -> String? {
    get { parameters.last { $0.keyword == keyword }?.value }
    set {
      parameters.removeAll { $0.keyword == keyword }
      if let newValue { parameters.append((keyword, newValue)) }
    }
  }
}

extension ConnectionConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private static let shown = ["host", "hostaddr", "port", "dbname", "user", "application_name", "sslmode"]

  private var shownFields: [(label: String?, value: Any)] {
    Self.shown.compactMap { keyword in self[keyword].map { (keyword, $0) } }
  }

  /// Host, port, database, user, application and TLS mode.
  public var description: String {
    shownFields.map { "\($0.label ?? "")=\($0.value)" }.joined(separator: " ")
  }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// The fields of `description`.
  public var customMirror: Mirror { Mirror(self, children: shownFields) }
}
