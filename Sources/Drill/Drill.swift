import ArgumentParser

/// What takes longer than a test: a real service is spawned, and set upon over HTTP.
@main
struct Drill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "madoguchi-drill",
    abstract: "Race for slots, kill the service and its database, look for leaks, measure: against a spawned service.",
    subcommands: [Race.self, Kill.self, RelayDrill.self, Leaks.self, Bench.self])
}

/// Why a drill could not be held at all; not what it found.
struct DrillError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
