import Foundation

/// One program, run to its end in a session of its own.
///
/// The session keeps Ctrl-C at our terminal away from it, and from a server it leaves behind: we stop servers in order.
/// Not Foundation's `Process`: that one gives a descriptor to the child and waits until every heir has closed it.
struct ChildProcess {
  /// Everything the program printed, standard error included, without white space around it.
  let output: String
  /// The exit code, or 128 + the signal that ended it; 127 when the program could not be started.
  let exitCode: Int32

  /// Runs `command` in `folder` and waits for it. Blocks the calling thread.
  ///
  /// - Parameter account: who it runs as; `nil` means as we are.
  init(_ command: [String], in folder: String, as account: ServerAccount? = nil) {
    // A bare environment: no PG… variable of ours reaches the server, and its messages are in English.
    let words =
      ["/usr/bin/env", "-i", "-C", folder, "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "HOME=/"]
      + ["setsid", "--wait"] + (account?.commandPrefix ?? []) + command
    let printed = Pipe()
    let process = Self.spawn(words, output: printed.fileHandleForWriting.fileDescriptor)
    try? printed.fileHandleForWriting.close()
    guard let process else {
      output = "\(words[0]) could not be started"
      exitCode = 127
      return
    }
    let bytes = (try? printed.fileHandleForReading.readToEnd()) ?? Data()
    output = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    // wait(2): the low seven bits hold the signal, the second byte the exit code.
    let signal = status & 0x7f
    exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func spawn(_ words: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    // A server that outlives us must hold neither our sockets nor our locks. Closing what is not open is no error.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.compactMap { Int32($0) }
    for descriptor in 3..<max(256, (open?.max() ?? 0) + 16) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    // Signals that we ignore or block would stay so in the server.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var every = sigset_t()
    sigfillset(&every)
    posix_spawnattr_setsigdefault(&attributes, &every)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    guard posix_spawn(&process, words[0], &actions, &attributes, &arguments, nil) == 0 else { return nil }
    return process
  }
}
