import Stage

/// Everything that was written or said, as it was.
struct Evidence: Sendable {
  /// A text, and where it stood.
  struct Passage: Sendable, Hashable {
    let origin: String
    let text: String
  }

  /// What the service wrote to both outputs.
  var serviceLog: [UInt8] = []
  /// What PostgreSQL wrote.
  var databaseLog: [UInt8] = []
  /// Every request that was made, and its answer.
  var exchanges: [Exchange] = []
  /// Every message that arrived, its header and body.
  var letters: [Letter] = []
  /// Arguments and environment of every process that was seen.
  var processes: [Passage] = []
  /// What commands said, on both outputs.
  var commands: [Passage] = []
  /// Every table, as `pg_dump` writes it.
  var dump: [UInt8] = []
}

/// A message as it arrived.
struct Letter: Sendable {
  let head: String
  let body: String
}
