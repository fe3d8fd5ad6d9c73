import Foundation

/// The built `madoguchi`, run as a process.
enum Program {
  /// The repository's root.
  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().path
    .components(separatedBy: "/Tests/EndToEndTests/")[0]

  /// The binary: beside the test bundle, or where `swift build` leaves it.
  static let path: String = {
    let candidates = CommandLine.arguments.prefix(1).map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/madoguchi"
    }
    let built = "\(repository)/.build/debug/madoguchi"
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? built
  }()

  /// What a run that came to its end left behind.
  struct Finished {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  /// Starts it in `folder`, with its output in the files `name.out` and `name.err` there.
  ///
  /// - Parameter environment: set besides the test's own, from which every `MADOGUCHI_…` is taken out.
  static func start(
    _ arguments: [String], _ environment: [String: String] = [:], loggingTo folder: String, as name: String
  ) throws -> Child {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MADOGUCHI_") }
      .merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: the database server inherits them and would hold a pipe open.
    process.standardOutput = try file("\(folder)/\(name).out")
    process.standardError = try file("\(folder)/\(name).err")
    return try Child(running: process)
  }

  /// Runs it to its end; after 60 seconds it is killed.
  static func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> Finished {
    try await Scratch.use { scratch in
      let child = try start(arguments, environment, loggingTo: scratch.folder, as: "run")
      let patience = Task {
        try await Task.sleep(for: .seconds(60))
        child.send(SIGKILL)
      }
      let exitCode = await child.exitCode
      patience.cancel()
      return Finished(
        exitCode: exitCode, output: try String(contentsOfFile: "\(scratch.folder)/run.out", encoding: .utf8),
        errors: scratch.log(of: "run"))
    }
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
