import Foundation

/// Runs the programs that the fixture needs. PostgreSQL and PgBouncer refuse to run as root, so that as root they run
/// as the user `postgres`.
enum Shell {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let isRoot = geteuid() == 0

  /// Runs a program to its end; throws with its output if it fails.
  @discardableResult
  static func run(_ arguments: String..., unprivileged: Bool = false) async throws -> String {
    // A queue of its own has a thread of its own: the threads of tasks are few and must not wait.
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "shell").async {
        continuation.resume(with: Result { try runBlocking(arguments, unprivileged: unprivileged) })
      }
    }
  }

  private static func runBlocking(_ arguments: [String], unprivileged: Bool) throws -> String {
    let prefix =
      unprivileged && isRoot
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []
    let output = FileManager.default.temporaryDirectory.appending(path: "pgtest-output-\(UUID())").path
    defer { unlink(output) }
    let process = try spawn(prefix + arguments, output: output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let text = try String(contentsOfFile: output, encoding: .utf8)
    guard status == 0 else { throw Failure(description: "\(arguments.joined(separator: " ")): \(text)") }
    return text
  }

  /// Starts a program that outlives this process and does `script` once this process is gone, however it went.
  static func afterUs(_ script: String) throws {
    _ = try spawn(["sh", "-c", "while kill -0 \(getpid()); do sleep 0.5; done; \(script)"], output: "/dev/null")
  }

  /// Starts a program in a session of its own, without any of our files. Foundation's `Process` would not do: it takes
  /// a program for running until the last daemon it started has ended.
  private static func spawn(_ arguments: [String], output: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The queue's threads block every signal; a daemon that inherited that could not be stopped.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignal = sigset_t()
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let detached = """
      cd /; for fd in /proc/self/fd/*; do fd=${fd##*/}; if [ $fd -gt 2 ]; then eval "exec $fd>&-"; fi; done; exec "$@"
      """
    let words = (["setsid", "bash", "-c", detached, "bash"] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawnp(&process, "setsid", &actions, &attributes, words + [nil], environ) == 0 else {
      throw Failure(description: "cannot start \(arguments[0])")
    }
    return process
  }

  /// A new folder with a short path (a socket's path ends at 107 bytes), owned by whom `unprivileged` runs as.
  static func temporaryFolder() async throws -> String {
    let folder = try await run("mktemp", "-d", "/tmp/pgtest.XXXXXX").trimmingCharacters(in: .whitespacesAndNewlines)
    if isRoot { try await run("chown", "postgres:postgres", folder) }
    return folder
  }

  /// A TCP port that was free a moment ago.
  static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 ? getsockname(socket, address, &length) : -1
      }
    }
    guard status == 0 else { throw Failure(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
