import NIOConcurrencyHelpers

/// Values that may be a few seconds old: spares a round trip for what hardly ever changes.
///
/// Only what was found is kept, so that something new is seen at once; when full it starts over.
struct Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let until: ContinuousClock.Instant
  }

  private let keeping: Duration
  private let atMost: Int
  private let entries = NIOLockedValueBox<[Key: Entry]>([:])

  init(keeping: Duration, atMost: Int) {
    self.keeping = keeping
    self.atMost = atMost
  }

  func value(for key: Key) -> Value? {
    entries.withLockedValue { entries in
      guard let entry = entries[key], entry.until > .now else { return nil }
      return entry.value
    }
  }

  func keep(_ value: Value, for key: Key) {
    let entry = Entry(value: value, until: .now + keeping)
    entries.withLockedValue { entries in
      if entries.count >= atMost { entries.removeAll(keepingCapacity: true) }
      entries[key] = entry
    }
  }
}
