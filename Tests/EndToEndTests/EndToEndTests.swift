import Testing

/// The built `madoguchi` as its users meet it: processes, signals, a real PostgreSQL, HTTP over a socket. One after
/// another, since every service has a database server of its own.
@Suite(.serialized, .timeLimit(.minutes(10))) enum EndToEndTests {}
