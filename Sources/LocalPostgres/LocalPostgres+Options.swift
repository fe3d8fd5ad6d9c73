extension LocalPostgres {
  /// How the server is set up. Whoever starts the server decides; who joins a running one takes it as it is.
  public struct Options: Sendable, Hashable {
    /// How many connections the server accepts.
    public var maxConnections: Int
    /// Whether commits are forced to the disk. Off is for tests only: a crash of the machine then loses the data.
    public var fsync: Bool
    /// PostgreSQL's `shared_buffers`, with its unit.
    public var sharedBuffers: String
    /// Further settings of `postgresql.conf`, by name; they win over the ones chosen here.
    public var settings: [String: String]

    /// Options with defaults that suit a demo.
    public init(
      maxConnections: Int = 100, fsync: Bool = true, sharedBuffers: String = "128MB", settings: [String: String] = [:]
    ) {
      self.maxConnections = maxConnections
      self.fsync = fsync
      self.sharedBuffers = sharedBuffers
      self.settings = settings
    }

    /// The text of a configuration file with these options, for a server whose socket lies in `folder`.
    func configuration(socketFolder folder: String) -> String {
      var all = [
        "listen_addresses": "",
        // A list, hence the quotes.
        "unix_socket_directories": "\"\(folder.replacing("\"", with: "\"\""))\"",
        "unix_socket_permissions": "0700",
        "max_connections": String(maxConnections),
        "shared_buffers": sharedBuffers,
        "fsync": fsync ? "on" : "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        // The detail of an error quotes the values of a row, and a log is no place for persons.
        "log_error_verbosity": "terse",
      ]
      all.merge(settings) { _, given in given }
      return all.sorted { $0.key < $1.key }
        .map { "\($0.key) = '\($0.value.replacing("\\", with: "\\\\").replacing("'", with: "''"))'\n" }
        .joined()
    }
  }
}
