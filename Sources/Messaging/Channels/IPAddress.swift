import Foundation

/// An internet address, and whether messages may be sent to it.
struct IPAddress: Sendable, Hashable {
  /// 4 or 16 bytes.
  let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The address that a text is, in one of the forms that the system's own functions read; nil for a name.
  init?(_ text: String) {
    var (four, six) = (in_addr(), in6_addr())
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  /// The address in a socket address of the system's; nil for another family.
  init?(_ address: UnsafePointer<sockaddr>, length: Int) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }

  /// As it is written in an address of the web, without brackets.
  var text: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }

  /// Whether it is an address of the public internet: what is not known to be one is none (IANA's special-purpose
  /// registries).
  var isPublic: Bool {
    if bytes.count == 4 { return !Self.special4.contains { isWithin($0.0, $0.1) } }
    // an IPv4 address in IPv6's clothes is judged as what it is
    if isWithin([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96) {
      return IPAddress(bytes: Array(bytes[12...])).isPublic
    }
    return isWithin([0x20], 3) && !Self.special6.contains { isWithin($0.0, $0.1) }
  }

  private func isWithin(_ prefix: [UInt8], _ length: Int) -> Bool {
    (0..<length).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      let wanted = bit / 8 < prefix.count ? prefix[bit / 8] : 0
      return bytes[bit / 8] & mask == wanted & mask
    }
  }

  private static let special4: [([UInt8], Int)] = [
    ([0], 8),  // this network
    ([10], 8), ([172, 16], 12), ([192, 168], 16),  // private
    ([100, 64], 10),  // shared by a provider's customers
    ([127], 8),  // this machine
    ([169, 254], 16),  // this link, and where clouds keep their secrets
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([198, 51, 100], 24), ([203, 0, 113], 24),  // protocols, documentation
    ([192, 88, 99], 24),  // 6to4 relays
    ([198, 18], 15),  // benchmarks
    ([224], 3),  // multicast, reserved, broadcast
  ]

  // all within 2000::/3
  private static let special6: [([UInt8], Int)] = [
    ([0x20, 0x01], 23),  // protocols, Teredo among them, which carries an IPv4 address
    ([0x20, 0x01, 0x0D, 0xB8], 32),  // documentation
    ([0x20, 0x02], 16),  // 6to4, which carries an IPv4 address
    ([0x3F, 0xFF], 20),  // documentation
  ]
}
