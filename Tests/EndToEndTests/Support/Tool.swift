import Foundation

/// A program of the system, run to its end.
enum Tool {
  /// What it wrote to standard output, into a file of the folder; its errors go with the test's own.
  static func run(_ path: String, _ arguments: [String], in folder: String) async throws -> (
    exitCode: Int32, output: Data
  ) {
    let file = "\(folder)/tool-\(UInt32.random(in: .min ... .max)).out"
    try Data().write(to: URL(fileURLWithPath: file))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    let exitCode = await (try Child(running: process)).exitCode
    let output = try Data(contentsOf: URL(fileURLWithPath: file))
    try FileManager.default.removeItem(atPath: file)
    return (exitCode, output)
  }
}
