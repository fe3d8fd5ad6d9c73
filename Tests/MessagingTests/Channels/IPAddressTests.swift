import Testing

@testable import Messaging

@Suite struct IPAddressTests {
  @Test(arguments: [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::",
    "3fff::1", "64:ff9b::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "100::1", "5f00::1",
  ])
  func `what is not of the public internet is known`(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic == false)
  }

  @Test(arguments: [
    "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "169.253.1.1",
    "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2400:cb00::1", "2606:4700::1111", "2001:4860:4860::8888", "2001:200::1", "::ffff:8.8.8.8",
  ])
  func `and what is`(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic)
  }

  @Test(arguments: ["gateway.example", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "", "1.2.3.4.5", "[::1]"])
  func `a name is no address, whatever it looks like`(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `an address is written so that it is read again`() throws {
    for text in ["8.8.8.8", "2001:4860:4860::8888", "::1", "::ffff:8.8.8.8"] {
      let address = try #require(IPAddress(text))
      #expect(IPAddress(address.text) == address)
    }
  }
}
