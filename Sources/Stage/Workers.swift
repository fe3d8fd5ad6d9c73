import NIOConcurrencyHelpers

/// Does `work` on every item, `count` at a time, and returns the results in the order of the items.
public func inParallel<Item: Sendable, Output: Sendable>(
  _ count: Int, _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Output
) async throws -> [Output] {
  let next = NIOLockedValueBox(0)
  return try await withThrowingTaskGroup(of: [(Int, Output)].self) { group in
    for _ in 0..<min(count, items.count) {
      group.addTask {
        var done: [(Int, Output)] = []
        while true {
          let index = next.withLockedValue { next in
            defer { next += 1 }
            return next
          }
          guard index < items.count else { return done }
          done.append((index, try await work(items[index])))
        }
      }
    }
    var all: [(Int, Output)] = []
    for try await done in group { all += done }
    return all.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
