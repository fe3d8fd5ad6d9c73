import Foundation

/// Clears a test's folder: kills whatever works in it and removes it, when told to or when the test's process is gone,
/// killed by a time limit for instance.
struct Keeper: Sendable {
  /// Waits for the end of its input, which comes with the death of whoever holds the other end, however it died.
  private static let script = """
    trap '' HUP INT TERM
    read -r _
    for place in /proc/[0-9]*/cwd; do
      case $(readlink "$place") in
        "$1" | "$1"/*) place=${place%/cwd} && kill -KILL "${place#/proc/}" ;;
      esac
    done 2>/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" 2>/dev/null && exit; sleep 0.2; done
    """

  private let child: Child
  private let leash: FileHandle

  init(of folder: String) throws {
    let pipe = Pipe()
    leash = pipe.fileHandleForWriting
    // Another child that held it too would keep the keeper waiting.
    _ = fcntl(leash.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.script, "keeper", folder]
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardInput = pipe.fileHandleForReading
    child = try Child(running: process)
  }

  /// Clears the folder now.
  func clear() async {
    try? leash.close()
    _ = await child.exitCode
  }
}
