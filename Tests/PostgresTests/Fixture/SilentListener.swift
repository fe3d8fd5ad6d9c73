import Foundation

/// A TCP port that takes connections and says nothing.
final class SilentListener {
  let port: Int
  private let descriptor: Int32

  init() throws {
    port = try Shell.freePort()
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0, listen(descriptor, 8) == 0 else { throw Shell.Failure(description: "cannot listen") }
  }

  deinit {
    close(descriptor)
  }
}
