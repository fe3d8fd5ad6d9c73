import NIOConcurrencyHelpers
import NIOCore

/// Limits how often one address may fail to authenticate: a token bucket per address, in bounded memory.
///
/// Tokens can't be guessed anyway; this keeps a broken client from asking the database forever. A token that
/// authenticated lately is let through, so that one broken client doesn't lock out all others behind the same address.
final class FailedAuthentications: Sendable {
  private struct Bucket {
    var failures: Double
    var updated: ContinuousClock.Instant
  }

  private struct State {
    var buckets: [Address: Bucket] = [:]
    var trusted: Set<Int> = []
  }

  /// Failures that an address has free.
  private let burst: Double
  /// Failures a second that are forgiven.
  private let rate: Double
  private let state = NIOLockedValueBox(State())

  private static let mostAddresses = 10_000
  private static let mostTokens = 10_000

  init(burst: Int, perSecond rate: Double) {
    self.burst = Double(burst)
    self.rate = rate
  }

  /// The seconds to wait before this address may present this token; nil when it may now.
  func wait(for address: Address, token: String, now: ContinuousClock.Instant = .now) -> Int? {
    state.withLockedValue { state in
      guard let bucket = state.buckets[address], !state.trusted.contains(token.hashValue) else { return nil }
      let failures = forgiven(bucket, now)
      return failures + 1 <= burst ? nil : max(1, Int(((failures + 1 - burst) / rate).rounded(.up)))
    }
  }

  /// Notes that a token from this address is none.
  func failed(_ address: Address, now: ContinuousClock.Instant = .now) {
    state.withLockedValue { state in
      if state.buckets.count >= Self.mostAddresses && state.buckets[address] == nil {
        state.buckets = state.buckets.filter { forgiven($0.value, now) > 0 }
        if state.buckets.count >= Self.mostAddresses { state.buckets.removeAll() }
      }
      let failures = state.buckets[address].map { forgiven($0, now) } ?? 0
      state.buckets[address] = Bucket(failures: min(failures + 1, burst), updated: now)
    }
  }

  /// Notes that a token is good. Kept as a hash with this process's own seed.
  func succeeded(token: String) {
    state.withLockedValue { state in
      if state.trusted.count >= Self.mostTokens { state.trusted.removeAll() }
      state.trusted.insert(token.hashValue)
    }
  }

  private func forgiven(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
    max(0, bucket.failures - (now - bucket.updated) / .seconds(1) * rate)
  }
}
