import ArgumentParser
import Foundation
import Simulation
import Stage

struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Drive a service through its HTTP API with made-up but plausible work, and compare the books.",
    discussion: """
      Without --url a service of its own is started for it, and is gone afterwards; with --directory its data and tokens \
      stay. A service at --url needs --clock-control and offices that are still bare (2804, 2801, … as `office import` \
      takes them); DIR holds a token in system_admin and, for each office, in CODE/counselor, CODE/supervisor, \
      CODE/office_head and CODE/gateway, and those of members of staff: of counselors named 相談員1, 相談員2, … in \
      CODE/staff-1, CODE/staff-2, …, and of a supervisor in CODE/staff-lead. The same seed prints the same. Exit code 1 \
      when any answer is not the one that is right, the books differ, something is booked twice, the audit is not whole, \
      or a status does not occur.
      """)

  @Option(help: "How many offices take part.")
  var offices = 15

  @Option(help: "How many days, from the day after the one on the service's clock.")
  var days = 30

  @Option(help: "What the made-up work depends on.")
  var seed: UInt64 = 1

  @Option(help: "The address of a running service, as http://127.0.0.1:8080.")
  var url: String?

  @Option(help: "The folder of its tokens.")
  var tokens: String?

  @Option(help: "A folder for the data of a service of its own, kept afterwards.")
  var directory: String?

  func validate() throws {
    guard (1...OfficeProfile.most).contains(offices) else {
      throw ValidationError("--offices takes 1 to \(OfficeProfile.most)")
    }
    guard (1...366).contains(days) else { throw ValidationError("--days takes 1 to 366") }
    guard (url == nil) == (tokens == nil) else { throw ValidationError("--url and --tokens belong together") }
    guard url == nil || directory == nil else { throw ValidationError("--url and --directory exclude each other") }
  }

  func run() async throws {
    let simulation = Simulation(offices: offices, days: days, seed: seed)
    let verdict: Verdict
    do {
      if let url, let tokens {
        verdict = try await simulation.run(at: url, tokens: tokens)
      } else {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        verdict = try await simulation.run(Program(path: own.path), directory: directory)
      }
    } catch let error as StageError {
      throw Sentence(error.description)
    }
    print(verdict.text)
    if !verdict.isClean { throw ExitCode.failure }
  }
}
