import Testing

@testable import Postgres

struct PatienceTests {
  private let start = ContinuousClock.now

  private var session: SessionConfiguration {
    var session = SessionConfiguration()
    session.statementTimeout = .seconds(10)
    return session
  }

  @Test func `the server keeps the time first, this side a margin later`() {
    #expect(Patience(session, now: start).deadline == start + .seconds(11))
    var unnamed = session
    unnamed.preparedStatements = false
    #expect(Patience(unnamed, now: start).deadline == start + .seconds(10))
  }

  @Test func `each statement of a pipeline has its own time`() {
    var patience = Patience(session, now: start)
    patience.progress(now: start + .seconds(3))
    #expect(patience.deadline == start + .seconds(14))
  }

  @Test func `a silent server is asked to stop four times, then left`() {
    var patience = Patience(session, now: start)
    for _ in 1...4 { #expect(patience.next(now: start) == .cancel) }
    #expect(patience.next(now: start) == .giveUp)
  }

  @Test func `results that still come do not prolong a statement that was told to stop`() {
    var patience = Patience(session, now: start)
    patience.cancelRequested(now: start)
    patience.progress(now: start + .seconds(3))
    #expect(patience.deadline == start + .milliseconds(500))
  }

  @Test func `without a limit nothing ends the wait but a request`() {
    var patience = Patience()
    #expect(patience.deadline == nil)
    patience.cancelRequested(now: start)
    #expect(patience.deadline == start + .milliseconds(500))
  }
}
