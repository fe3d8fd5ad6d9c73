import Foundation
import NIOConcurrencyHelpers

/// Names to addresses, all of a name's; remembered for a while, so that a busy office does not ask for every message.
final class Resolver: Sendable {
  /// Asks the system; may block.
  typealias Lookup = @Sendable (String) -> [IPAddress]

  private struct Known {
    let addresses: [IPAddress]
    let until: ContinuousClock.Instant
  }

  private static let keeping = Duration.seconds(30)
  private let lookup: Lookup
  private let known = NIOLockedValueBox<[String: Known]>([:])

  /// - Parameter lookup: another one than the system's, for tests.
  init(_ lookup: @escaping Lookup = Resolver.system) { self.lookup = lookup }

  /// Every address of a name, none when it has none. A thread of its own waits for the answer: a name server that is
  /// silent keeps nobody but the asker waiting.
  func addresses(of host: String) async -> [IPAddress] {
    if let address = IPAddress(host) { return [address] }
    if let known = known.withLockedValue({ $0[host] }), known.until > .now { return known.addresses }
    let addresses = await withCheckedContinuation { continuation in
      Thread.detachNewThread { [lookup] in continuation.resume(returning: lookup(host)) }
    }
    let entry = Known(addresses: addresses, until: .now + Self.keeping)
    if !addresses.isEmpty {
      known.withLockedValue { known in
        if known.count > 10_000 { known.removeAll() }
        known[host] = entry
      }
    }
    return addresses
  }

  private static let system: Lookup = { host in
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    return sequence(first: first, next: { $0?.pointee.ai_next }).compactMap { entry in
      guard let entry, let address = entry.pointee.ai_addr else { return nil }
      return IPAddress(address, length: Int(entry.pointee.ai_addrlen))
    }
  }
}
