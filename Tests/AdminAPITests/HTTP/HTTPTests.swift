import Testing

/// The whole API over a real database. Each test has an office of its own.
@Suite(.privateDatabase) struct HTTPTests {}
