import Testing

@testable import Postgres

struct StatementCacheTests {
  private let sql: StaticString = "SELECT $1"

  @Test func `a statement is prepared once and named from then on`() {
    var cache = StatementCache(capacity: 8)
    #expect(cache.plan(sql, [.int8]) == .prepare("s1"))
    #expect(cache.plan(sql, [.int8]) == .named("s1"))
    #expect(cache.plan("SELECT $2", [.int8]) == .prepare("s2"))
  }

  @Test func `other types are another statement, for the server would misread the bytes`() {
    var cache = StatementCache(capacity: 8)
    _ = cache.plan(sql, [.int8])
    #expect(cache.plan(sql, [.int4]) == .prepare("s2"))
  }

  @Test func `NULL fits any type, but a type does not fit what was inferred for NULL`() {
    var cache = StatementCache(capacity: 8)
    #expect(cache.plan(sql, [.unspecified]) == .prepare("s1"))
    #expect(cache.plan(sql, [.int8]) == .prepare("s2"))
    #expect(cache.plan(sql, [.unspecified]) == .named("s1"))
    var other = StatementCache(capacity: 8)
    _ = other.plan(sql, [.int8])
    #expect(other.plan(sql, [.unspecified]) == .named("s1"))
  }

  @Test func `a full cache leaves statements unnamed`() {
    var cache = StatementCache(capacity: 1)
    _ = cache.plan(sql, [.int8])
    #expect(cache.plan(sql, [.int4]) == .unnamed)
    #expect(cache.count == 1)
    var none = StatementCache(capacity: 0)
    #expect(none.plan(sql, []) == .unnamed)
  }

  @Test func `what failed to be prepared is forgotten, and its name never used again`() {
    var cache = StatementCache(capacity: 1)
    _ = cache.plan(sql, [.int8])
    cache.remove(sql, name: "s1")
    #expect(cache.plan(sql, [.int8]) == .prepare("s2"))
    cache.removeAll()
    #expect(cache.plan(sql, [.int8]) == .prepare("s3"))
  }
}
