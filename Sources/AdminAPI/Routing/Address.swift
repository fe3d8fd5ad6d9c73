import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request comes from, as far as limits per address tell addresses apart: an IPv6 host owns its whole /64.
struct Address: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The address of a connection's other end.
  init(_ address: SocketAddress?) {
    switch address {
    case .v4(let address): bytes = withUnsafeBytes(of: address.address.sin_addr) { [UInt8]($0) }
    case .v6(let address):
      let all = withUnsafeBytes(of: address.address.sin6_addr) { [UInt8]($0) }
      let isMappedV4 = all.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      bytes = isMappedV4 ? Array(all.suffix(4)) : Array(all.prefix(8))
    case .unixDomainSocket, nil: bytes = []
    }
  }

  /// The address that the nearest proxy saw: the last one of `X-Forwarded-For`. Only to be believed when every request
  /// comes through a proxy that writes this header.
  init?(forwarded headers: HTTPFields) {
    guard let list = headers[.xForwardedFor], let last = list.split(separator: ",").last?.trimmingBlanks() else {
      return nil
    }
    guard let address = try? SocketAddress(ipAddress: last, port: 0) else { return nil }
    self.init(address)
  }
}
