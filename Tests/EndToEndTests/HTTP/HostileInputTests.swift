import Foundation
import Testing

extension EndToEndTests.HTTPTests {
  @Suite struct HostileInputTests {
    private var demo: Demo { get throws { try EndToEndTests.HTTPTests.demo } }

    /// What no operation takes, with the answer that the contract gives it.
    private static let refused: [(body: String, status: Int, code: String?)] = [
      ("", 400, "malformed_json"),
      ("{", 400, "malformed_json"),
      (#"{"a":1,}"#, 400, "malformed_json"),
      (#"{"a":1} x"#, 400, "malformed_json"),
      ("{'a':1}", 400, "malformed_json"),
      (#"{"a":NaN}"#, 400, "malformed_json"),
      (#"{"a":01}"#, 400, "malformed_json"),
      (#"{"a":"\#u{1}"}"#, 400, "malformed_json"),
      (String(repeating: "[", count: 100_000), 400, "malformed_json"),
      (String(repeating: #"{"a":"#, count: 50_000), 400, "malformed_json"),
      ("null", 422, nil),
      ("[]", 422, nil),
      (#""text""#, 422, nil),
      ("1e999999999", 422, nil),
      (#"{"surprise":1}"#, 422, nil),
      (#"{"surprise":1,"surprise":2}"#, 422, nil),
      (#"{"surprise":"\u0000"}"#, 422, nil),
      (#"{"surprise":"\ud800"}"#, 422, nil),
      (#"{"\u0000":"\udc00\ud800"}"#, 422, nil),
      (#"{"surprise":123456789012345678901234567890e999999}"#, 422, nil),
    ]

    @Test func `what is no JSON, or not asked for, is refused by every operation`() async throws {
      let demo = try demo
      for operation in try await bodied(demo) {
        let role = try role(for: operation)
        for (body, status, code) in Self.refused {
          let answer = try await demo.send(operation.method, operation.address(), by: role, body)
          let name = "\(operation.id) \(body.prefix(40)): \(answer.status) \(answer.code ?? "")"
          #expect(answer.status == status && answer.isProblem, "\(name)")
          if let code { #expect(answer.code == code, "\(name)") }
          if status == 422 { #expect(!answer.errors.isEmpty, "\(name)") }
        }
        let surprised = try await demo.send(operation.method, operation.address(), by: role, #"{"a/b~":1}"#)
        #expect(surprised.errors["/a~1b~0"] == "unknown_field", "\(operation.id)")
        let twice = try await demo.send(operation.method, operation.address(), by: role, #"{"a":1,"a":1}"#)
        #expect(twice.errors.values.contains("duplicate_field"), "\(operation.id)")
      }
    }

    @Test func `bytes that are no UTF-8 are refused by every operation`() async throws {
      let demo = try demo
      let bodies: [[UInt8]] = [
        [0xFF, 0xFE], Array(#"{"a":""#.utf8) + [0xC0, 0x80] + Array(#""}"#.utf8),
        Array(#"{"a":""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""}"#.utf8), [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0],
      ]
      for operation in try await bodied(demo) {
        let token = demo.tokens[try role(for: operation)]
        for bytes in bodies {
          let answer = try await demo.service.client.send(
            operation.method, operation.address(), token: token, Data(bytes))
          #expect((400..<500).contains(answer.status) && answer.isProblem, "\(operation.id) \(bytes)")
          #expect(answer.status != 404, "\(operation.id) \(bytes)")
        }
      }
    }

    @Test func `another media type is 415, and an unknown query parameter 422`() async throws {
      let demo = try demo
      for operation in try await Contract(of: demo).operations where !operation.isOpen {
        let role = try role(for: operation)
        if operation.takesBody {
          for type in ["text/plain", "application/xml", "application/json; charset=shift_jis", "multipart/form-data"] {
            let answer = try await demo.send(
              operation.method, operation.address(), by: role, "{}", headers: ["Content-Type": type])
            #expect(answer.status == 415 && answer.isProblem, "\(operation.id) \(type)")
          }
        }
        let body = operation.takesBody ? "{}" : nil
        let answer = try await demo.send(operation.method, operation.address() + "?surprise=1", by: role, body)
        #expect(answer.status == 422 && answer.isProblem, "\(operation.id): \(answer.status)")
        #expect(answer.errors["?surprise"] != nil || operation.takesBody, "\(operation.id)")
      }
    }

    @Test func `a body over a mebibyte is 413, whoever sends it and however`() async throws {
      let demo = try demo
      let large = "{\"a\":\"" + String(repeating: "x", count: 1_153_434) + "\"}"
      for operation in try await bodied(demo) {
        let method = operation.method
        let head = "\(method) \(operation.address()) HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
        let whole = try RawConnection(to: demo.service.client.address)
        try whole.write(head + "Content-Length: \(large.utf8.count)\r\n\r\n" + large)
        let chunked = try RawConnection(to: demo.service.client.address)
        let size = String(large.utf8.count, radix: 16)
        try chunked.write(head + "Transfer-Encoding: chunked\r\n\r\n\(size)\r\n\(large)\r\n0\r\n\r\n")
        for connection in [whole, chunked] {
          let answer = connection.readAnswer()
          #expect(answer.hasPrefix("HTTP/1.1 413"), "\(operation.id): \(answer.prefix(40))")
          #expect(answer.lowercased().contains("content-type: application/problem+json"), "\(operation.id)")
          #expect(answer.contains(#""code":"payload_too_large""#), "\(operation.id)")
        }
      }
    }

    @Test func `absurd questions are refused or answered, never failed on`() async throws {
      let demo = try demo
      let queries = [
        "availability", "availability?service=consultation", "availability?service=&from=&to=",
        "availability?service=consultation&from=2026-09-17&to=2027-09-17",
        "availability?service=consultation&from=2026-09-18&to=2026-09-17",
        "availability?service=consultation&from=9999-12-01&to=9999-12-31",
        "availability?service=consultation&from=0001-01-01&to=0001-01-31",
        "availability?service=consultation&from=2026-02-29&to=2026-03-01",
        "availability?service=%00&from=2026-09-17&to=2026-09-18", "availability?service=%ff&from=1&to=2",
        "availability?service=consultation&service=placement&from=2026-09-17&to=2026-09-18",
        "bookings?limit=0", "bookings?limit=201", "bookings?limit=-1", "bookings?limit=99999999999999999999",
        "bookings?cursor=x", "bookings?cursor=9223372036854775807_0198a000-0000-7000-8000-000000000000",
        "bookings?cursor=-9223372036854775808_0198a000-0000-7000-8000-000000000000", "bookings?status=asleep",
        "bookings?from=9999-12-31&to=0001-01-01", "bookings?counselor=1&seeker=%F0%9F%98%80", "rooms?cursor=%00",
        "bookings?from=99999-01-01", "bookings?from=-0001-01-01", "bookings?%", "bookings?a&b&c", "bookings/%2e%2e/x",
      ]
      for query in queries {
        let answer = try await demo.send("GET", query)
        #expect(answer.status == 200 || (400..<500).contains(answer.status), "\(query): \(answer.status)")
        #expect(answer.status == 200 || answer.isProblem, "\(query)")
        if answer.status == 422 { #expect(!answer.errors.isEmpty, "\(query)") }
      }
      let long = try await demo.send("GET", "availability?service=consultation&from=2026-09-17&to=2027-09-17")
      #expect((long.status, long.code) == (422, "range_too_long"))
    }

    private func bodied(_ demo: Demo) async throws -> [Contract.Operation] {
      try await Contract(of: demo).operations.filter(\.takesBody)
    }

    /// A role of the demo that may.
    private func role(for operation: Contract.Operation) throws -> String {
      let roles = try #require(Permissions.roles(for: operation), "\(operation.id)")
      return try #require(["office_head", "counselor", "system_admin", "gateway"].first { roles.contains($0) })
    }
  }
}
