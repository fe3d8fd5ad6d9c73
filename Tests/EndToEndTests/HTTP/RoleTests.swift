import Testing

extension EndToEndTests.HTTPTests {
  @Suite struct RoleTests {
    private static let foreign = "2701"

    @Test func `every role may do what the contract says, and nothing else`() async throws {
      let demo = try demo
      for operation in try await Contract(of: demo).operations where !operation.isOpen {
        guard let allowed = Permissions.roles(for: operation) else {
          Issue.record("nothing says who may \(operation.method) \(operation.path)")
          continue
        }
        for role in Demo.roles {
          // An empty list is an error of shape everywhere: what is allowed changes nothing here.
          let answer = try await demo.send(
            operation.method, operation.address(), by: role, operation.takesBody ? "[]" : nil)
          let name = "\(role) \(operation.method) \(operation.path): \(answer.status) \(answer.code ?? "")"
          #expect((answer.status == 403) == !allowed.contains(role), "\(name)")
          #expect(answer.status != 401 && answer.status < 500, "\(name)")
          if answer.status == 403 { #expect(answer.code == "forbidden" && answer.isProblem, "\(name)") }
        }
      }
    }

    @Test func `without a good token nothing but the service's own pages answers`() async throws {
      let demo = try demo
      for operation in try await Contract(of: demo).operations {
        for headers in [[:], ["Authorization": "Bearer madoguchi"], ["Authorization": "Basic YTpi"]] {
          let answer = try await demo.send(
            operation.method, operation.address(), by: nil, operation.takesBody ? "[]" : nil, headers: headers)
          guard !operation.isOpen else {
            #expect(answer.status == 200)
            continue
          }
          // An address that fails too often is told to wait.
          #expect([401, 429].contains(answer.status), "\(operation.method) \(operation.path)")
          #expect(answer.isProblem)
          if answer.status == 401 { #expect(answer[header: "WWW-Authenticate"] == "Bearer") }
          if answer.status == 429 { #expect(answer[header: "Retry-After"].flatMap { Int($0) } != nil) }
        }
      }
    }

    @Test func `another office is absent for its neighbours and closed to those who see all`() async throws {
      let demo = try demo
      let expected = [
        "counselor": 404, "supervisor": 404, "office_head": 404, "gateway": 404, "auditor": 404,
        "bureau_statistics": 404, "ministry_statistics": 403, "system_admin": 403,
      ]
      for operation in try await Contract(of: demo).operations where operation.isAboutOffice {
        let allowed = try #require(Permissions.roles(for: operation), "nothing says who may \(operation.id)")
        for role in Demo.roles {
          // The staff of every office are the administrator's business.
          if role == "system_admin", allowed.contains(role) { continue }
          let answer = try await demo.send(
            operation.method, operation.address(office: Self.foreign), by: role, operation.takesBody ? "[]" : nil)
          #expect(answer.status == expected[role], "\(role) \(operation.method) \(operation.path)")
        }
      }
    }

    @Test func `only staff may say when a contact arrived, and only leads may override`() async throws {
      let demo = try demo
      let id = try await demo.apply()
      let backdated = #"{"start":"\#(Bodies.nine)","channel":"phone","received_at":"2026-09-16T09:00:00+09:00"}"#
      #expect(try await demo.send("POST", "bookings/\(id)/confirm", by: "gateway", backdated).status == 403)
      let overriding =
        #"{"slots":[{"start":"\#(Bodies.nine)"}],"vendor":"zoom","override":{"rule":"confirm_cutoff","reason":"検査"}}"#
      let refused = try await demo.send("POST", "bookings/\(id)/offer", overriding)
      #expect((refused.status, refused.code) == (403, "override_not_allowed"))
      let cancelling = #"{"by":"office","reason":"検査"}"#
      #expect(try await demo.send("POST", "bookings/\(id)/cancel", by: "gateway", cancelling).status == 403)
    }

    private var demo: Demo { get throws { try EndToEndTests.HTTPTests.demo } }
  }
}
