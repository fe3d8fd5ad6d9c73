import Foundation
import Testing

extension EndToEndTests {
  @Suite struct StaffTokenTests {
    @Test func `a member's token is made by a command, tells its companions' needs, ends with the member`()
      async throws
    {
      try await Demo.use { demo in
        let members = try await demo.send("GET", "staff", by: "system_admin").json["items"].elements
        #expect(members.contains { $0["role"].text == "office_head" && $0["counselor"] == .null })
        let member = try #require(members.first { $0["role"].text == "counselor" })
        let counselor = try #require(member["counselor"].text, "the samples name the member's counselor")
        #expect(try await demo.send("GET", "counselors/\(counselor)").json["name"] == member["name"])
        let id = try #require(member["id"].text)

        let create = ["token", "create", "--staff", id, "--embedded", demo.service.scratch.data]
        let made = try await Program.run(create + ["--office", Demo.office])
        #expect(made.exitCode == 0, "\(made.errors)")
        #expect(made.output.wholeMatch(of: #/\S{20,}\n/#) != nil, "the token stands alone on standard output")
        let token = made.output.trimmingCharacters(in: .newlines)
        let body = Bodies.application().replacing(#""note":"""#, with: #""note":"静かな席""#)
        let path = "/v1/offices/\(Demo.office)/bookings"
        let wished = body.replacing(#""wishes":"#, with: "\"counselor\":\"\(counselor)\",\"wishes\":")
        let booking = try await demo.service.client.send("POST", path, token: token, wished)
        #expect(booking.status == 201 && booking.json["companions"][0]["note"] == .null, "it is nobody's session yet")
        let own = "\(path)/\(try #require(booking.json["id"].text))"
        _ = try await demo.service.client.send("POST", "\(own)/offer", token: token, Bodies.offer())
        let confirmed = try await demo.service.client.send("POST", "\(own)/confirm", token: token, Bodies.confirm())
        #expect(confirmed.status == 200 && confirmed.json["companions"][0]["note"].text == "静かな席")

        for (wrong, named) in [
          (["--office", "2701"], "nobody"), (["--office", Demo.office, "--role", "supervisor"], "counselor"),
          ([], "--office"),
        ] {
          let refused = try await Program.run(create + wrong)
          #expect(refused.exitCode != 0 && refused.output.isEmpty)
          #expect(refused.errors.contains(named), "\(refused.errors)")
        }

        #expect(try await demo.send("DELETE", "staff/\(id)", by: "system_admin").status == 204)
        try await Task.sleep(for: .seconds(6))
        #expect(try await demo.service.client.send("GET", path, token: token).status == 401)
        #expect(try await Program.run(create + ["--office", Demo.office]).exitCode != 0)
      }
    }

    @Test func `the demo's own tokens belong to members of staff`() async throws {
      try await Demo.use { demo in
        let body = Bodies.application().replacing(#""note":"""#, with: #""note":"静かな席""#)
        for role in Demo.roles where Permissions.staff.contains(role) {
          let booking = try await demo.send(
            "POST", "bookings", by: role, body.replacing("00000001", with: "\(role.count)"))
          let seen: JSON = Permissions.leads.contains(role) ? .string("静かな席") : .null
          #expect(booking.status == 201 && booking.json["companions"][0]["note"] == seen, "\(role)")
        }
        let anonymous = try await demo.send("POST", "bookings", by: "gateway", body)
        #expect(anonymous.status == 201 && anonymous.json["companions"][0]["note"] == .null)
      }
    }
  }
}
