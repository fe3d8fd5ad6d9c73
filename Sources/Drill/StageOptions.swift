import ArgumentParser
import Stage

/// Where a drill is held.
struct StageOptions: ParsableArguments {
  @Option(help: "The service's program. (default: madoguchi beside this program)")
  var binary: String?

  @Option(help: "A folder for the service's data, kept afterwards. (default: one that is gone afterwards)")
  var directory: String?
}

extension Stage {
  /// Holds a drill: ``with(_:directory:connections:_:)`` on what the options say.
  static func with(
    _ options: StageOptions, connections: Int, staging: Staging = Staging(),
    _ body: @escaping @Sendable (Stage) async throws -> Void
  ) async throws {
    try await with(
      Program(path: options.binary), directory: options.directory, connections: connections, staging: staging, body)
  }
}
