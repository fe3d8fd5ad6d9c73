import Foundation
import Testing

extension EndToEndTests.HTTPTests {
  @Suite struct ServicePageTests {
    private var demo: Demo { get throws { try EndToEndTests.HTTPTests.demo } }

    @Test func `the service tells that it runs and that it is ready`() async throws {
      let demo = try demo
      for path in ["/healthz", "/readyz"] { #expect(try await demo.send("GET", path, by: nil).status == 200) }
    }

    @Test func `the figures are Prometheus text`() async throws {
      let demo = try demo
      _ = try await demo.send("GET", "bookings")
      let answer = try await demo.send("GET", "/metrics", by: nil)
      #expect(answer[header: "Content-Type"]?.hasPrefix("text/plain; version=0.0.4") == true)
      let text = String(decoding: answer.body, as: UTF8.self)
      #expect(text.hasSuffix("\n"))
      var typed: Set<String> = []
      var samples = 0
      for line in text.split(separator: "\n") {
        if let type = line.wholeMatch(of: #/# TYPE ([a-z_]+) (counter|gauge|histogram)/#) {
          #expect(typed.insert(String(type.1)).inserted, "\(type.1) is told twice")
        } else if !line.hasPrefix("# HELP ") {
          let sample = line.wholeMatch(of: #/([a-z_]+)(\{([a-z_]+="[^"\\]*",?)+\})? ([-+0-9.eE]+|\+Inf|NaN)/#)
          let name = String(try #require(sample, "\(line)").1)
          let family = name.replacing(#/_(bucket|sum|count)$/#, with: "")
          #expect(typed.contains(name) || typed.contains(family), "\(name) has no type")
          samples += 1
        }
      }
      #expect(samples > 10)
      #expect(text.contains("\nmadoguchi_queue_oldest_seconds ") && text.contains("\nmadoguchi_queue_dead 0"))
      #expect(!text.contains("2804"), "a route is told by its template")
    }

    @Test func `the served contract is the one in the source`() async throws {
      let demo = try demo
      let file = Program.repository + "/Sources/AdminAPI/Resources/openapi.json"
      let source = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(try await demo.send("GET", "/openapi.json", by: nil).body == source)
    }

    @Test func `the contract lists exactly the methods that its paths have`() async throws {
      let demo = try demo
      let contract = try await Contract(of: demo)
      for path in contract.paths {
        let documented = contract.operations.filter { $0.path == path }
        let address = documented[0].address()
        for method in Contract.methods + ["OPTIONS", "TRACE"] {
          let answer = try await demo.send(method, address, by: "supervisor", method == "GET" ? nil : "[]")
          if documented.contains(where: { $0.method == method }) {
            #expect(answer.status != 405, "\(method) \(path)")
          } else {
            #expect(answer.status == 405 && answer.isProblem, "\(method) \(path)")
            let allowed = Set(answer[header: "Allow"]?.components(separatedBy: ", ") ?? [])
            #expect(allowed.subtracting(["HEAD"]) == Set(documented.map(\.method)), "\(path)")
          }
        }
      }
    }

    @Test func `every documented refusal has the status the contract lists`() async throws {
      let demo = try demo
      for operation in try await Contract(of: demo).operations where operation.takesBody {
        for role in Demo.roles {
          for body in ["", "[]", "{}", #"{"surprise":1}"#] {
            let answer = try await demo.send(operation.method, operation.address(), by: role, body)
            #expect(operation.statuses.contains("\(answer.status)"), "\(operation.id): \(answer.status)")
          }
        }
      }
    }
  }
}
