import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Several relays on connections of their own.
struct MessageRaceTests {
  /// What the receiver got, and what is on the wire.
  private actor Receiver {
    private(set) var received: [BookingID: [MessageKind]] = [:]
    private(set) var ids: [MessageID] = []
    private(set) var crossings = 0
    private var onTheWire: Set<BookingID> = []

    func begin(_ message: QueuedMessage) {
      if !onTheWire.insert(message.booking).inserted { crossings += 1 }
    }

    func end(_ message: QueuedMessage) {
      onTheWire.remove(message.booking)
      received[message.booking, default: []].append(message.kind)
      ids.append(message.id)
    }
  }

  @Test func `four relays send each message once and each booking's in order`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    var bookings: [BookingID] = []
    for hour in [9, 10, 11, 13, 14, 15] {
      for day in [24, 25, 28] {
        let id = try await office.confirmed(.september(day, hour)).id
        bookings.append(id)
      }
    }
    let (receiver, all) = (Receiver(), bookings)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await Self.relay(database, to: receiver) } }
      group.addTask { for id in all.shuffled() { try await office.cancel(id) } }
      try await group.waitForAll()
    }
    try await Self.relay(database, to: receiver)
    let received = await receiver.received
    let ids = await receiver.ids
    #expect(await receiver.crossings == 0)
    #expect(Set(ids).count == ids.count)
    for id in bookings {
      let kinds = received[id] ?? []
      #expect(kinds.last == .cancelled, "\(kinds)")
      #expect(kinds.count(where: { $0 == .cancelled }) == 1)
      #expect([[], [.offer], [.offer, .details]].contains(kinds.dropLast()), "\(kinds)")
    }
    #expect(try await office.messages(about: nil, .pending).isEmpty)
  }

  /// Sends until nothing is left.
  private static func relay(_ database: TestDatabase, to receiver: Receiver) async throws {
    let queue = database.queue
    var idle = 0
    while idle < 3 {
      let claimed = try await queue.claim(in: database.nishinomiya.office, limit: 4, lease: .seconds(600))
      idle = claimed.isEmpty ? idle + 1 : 0
      for message in claimed { await receiver.begin(message) }
      for message in claimed {
        await receiver.end(message)
        #expect(try await queue.delivered(message))
      }
    }
  }
}
