import OfficeStore
import Randomness
import Scheduling
import Synchronization
import TestDatabase
import Testing

struct SearchTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test(arguments: [
    BookingSearch(name: "髙﨑"), BookingSearch(name: "髙﨑花"), BookingSearch(name: "髙﨑　花子"),
    BookingSearch(kana: "タカ"), BookingSearch(kana: "タカサキハ"), BookingSearch(name: "髙", kana: "タカサキ ハナコ"),
    BookingSearch(number: JobSeekerNumber(typed: "２８９９０ー77")),
    BookingSearch(name: "髙﨑", kana: "タ", number: JobSeekerNumber(typed: "28990-77")),
  ])
  func `a person is found by how the name begins and by the whole number`(search: BookingSearch) async throws {
    let wanted = try await apply("髙﨑 花子", "タカサキ ハナコ", "28990-77")
    _ = try await apply("職安 太郎", "ショクアン タロウ", "28990-7")
    #expect(try await found(search) == [wanted])
  }

  @Test(arguments: [
    BookingSearch(name: "花子"), BookingSearch(name: "高崎"), BookingSearch(kana: "ハナコ"), BookingSearch(name: "%"),
    BookingSearch(name: "髙_花"), BookingSearch(number: JobSeekerNumber(typed: "28990-7")),
    BookingSearch(name: "髙﨑", kana: "ショクアン"), BookingSearch(name: "職安", number: JobSeekerNumber(typed: "28990-77")),
  ])
  func `nobody is found by a part within, by a wildcard, or by half of what was asked`(
    search: BookingSearch
  ) async throws {
    _ = try await apply("髙﨑 花子", "タカサキ ハナコ", "28990-77")
    #expect(try await found(search) == [])
  }

  @Test func `a number finds the person's bookings under every name, the newest first`() async throws {
    let first = try await apply("職安 太郎", "ショクアン タロウ", "28990-77")
    let second = try await apply("職安 次郎", "ショクアン ジロウ", "28990-77")
    let number = JobSeekerNumber(typed: "28990-77")
    #expect(try await found(BookingSearch(number: number)) == [second, first])
    #expect(try await found(BookingSearch(name: "職安太", number: number)) == [first])
  }

  @Test func `another office's persons are not found`() async throws {
    _ = try await apply("職安 太郎", "ショクアン タロウ", "28990-77", in: database.kobe)
    for search in [
      BookingSearch(name: "職"), BookingSearch(kana: "シ"), BookingSearch(number: JobSeekerNumber(typed: "28990-77")),
    ] {
      #expect(try await found(search) == [])
    }
  }

  @Test(arguments: 1...4)
  func `pages skip and repeat nobody, whoever applies meanwhile`(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var expected: [BookingID] = []
    for _ in 0..<Int.random(in: 8...14, using: &random) {
      expected.insert(try await apply("職安 太郎", "ショクアン タロウ", nil), at: 0)
    }
    var search = [BookingSearch(name: "職安"), BookingSearch(kana: "ショク")].randomElement(using: &random) ?? .init()
    var seen: [BookingID] = []
    repeat {
      search.limit = Int.random(in: 1...4, using: &random)
      let page = try await bookings(search)
      seen += page.prefix(search.limit).map(\.id)
      search.after = page.dropLast().last.map { Arrival(at: $0.createdAt, id: $0.id) }
      if page.count <= search.limit { break }
      for _ in 0..<Int.random(in: 0...3, using: &random) { _ = try await apply("職安 太郎", "ショクアン タロウ", nil) }
    } while true
    #expect(seen == expected, "seed \(seed)")
  }

  private func apply(
    _ name: String, _ kana: String, _ number: String?, in office: TestOffice? = nil
  ) async throws -> BookingID {
    var application = Application.complete(number: number)
    (application.seeker.name, application.seeker.kana) = (name, kana)
    return try await (office ?? self.office).receive(application).id
  }

  private func found(_ search: BookingSearch) async throws -> [BookingID] { try await bookings(search).map(\.id) }

  private func bookings(_ search: BookingSearch) async throws -> [Booking] {
    let kept = Kept()
    _ = try await office.store.search(search, office.context()) { found in
      kept.bookings.withLock { $0 = found }
      return Answer(status: 200, body: [])
    }
    return kept.bookings.withLock { $0 }
  }

  private final class Kept: Sendable {
    let bookings = Mutex<[Booking]>([])
  }
}
