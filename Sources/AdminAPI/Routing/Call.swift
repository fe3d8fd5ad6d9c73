import Hummingbird
import OfficeStore
import Scheduling

/// A request by a caller who is known and may make it; not about an office.
struct Call: Sendable, IncomingReading {
  /// Who asks.
  let caller: Caller
  let incoming: Incoming
}

/// A request about an office that the caller's scope reaches.
struct OfficeCall: Sendable, IncomingReading {
  /// Who asks.
  let caller: Caller
  /// The office in the path.
  let office: Office
  /// What a command needs besides its input.
  let command: CommandContext
  let incoming: Incoming

  init(caller: Caller, office: Office, incoming: Incoming) throws(Problem) {
    self.caller = caller
    self.office = office
    self.incoming = incoming
    command = CommandContext(
      caller: caller, office: office, replay: try incoming.replayKey(),
      expectedVersion: try incoming.expectedVersion())
  }

  /// The path of a thing of the office, for `Location`: `/v1/offices/2804/rooms/…`.
  func path(_ collection: String, _ id: some CustomStringConvertible) -> String {
    "/v1/offices/\(office.code)/\(collection)/\(id)"
  }
}
