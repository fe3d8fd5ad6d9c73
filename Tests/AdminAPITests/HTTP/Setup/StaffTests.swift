import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct StaffTests {
    @Test func `a member is added, read by colleagues, changed, and leaves`() async throws {
      try await TestOffice.open { office in
        let counselor = try #require(try await office.send(.get, "counselors").json["items"][0]["id"].text)
        let body = #"{"name":"窓口 一郎","role":"counselor","counselor":"\#(counselor)"}"#
        #expect(try await office.send(.post, "staff", by: .officeHead, body).status == 403)
        let made = try await office.send(.post, "staff", by: .systemAdmin, body)
        #expect(made.status == 201 && made.json["counselor"].text == counselor)
        let location = try #require(made.headers[.location])
        #expect(location == "/v1/offices/\(office.code)/staff/\(made.json["id"].text ?? "")")
        for role in [Role.counselor, .systemAdmin] {
          #expect(try await office.send(.get, location, by: role).bytes == made.bytes)
          #expect(try await office.send(.get, "staff", by: role).json["items"] == .array([made.json]))
        }
        let again = try await office.send(.post, "staff", by: .systemAdmin, body)
        #expect(again.status == 409 && again.errors == ["/name duplicate_name"])
        let raised = #"{"role":"supervisor","counselor":null}"#
        let changed = try await office.send(.patch, location, by: .systemAdmin, raised)
        #expect(changed.json["role"].text == "supervisor" && changed.json["counselor"] == .null)
        #expect(changed.json["name"].text == "窓口 一郎")
        #expect(try await office.send(.delete, location, by: .systemAdmin).status == 204)
        #expect(try await office.send(.get, location).status == 404)
      }
    }

    @Test func `what no member can be is refused`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let wrong = try await office.send(
          .post, "staff", by: .systemAdmin, #"{"name":" ","role":"gateway","counselor":"x","age":4}"#)
        #expect(
          wrong.errors == [
            "/name required", "/role unknown_value", "/counselor invalid_format", "/age unknown_field",
          ])
        let stranger = #"{"name":"窓口","role":"counselor","counselor":"00000000-0000-4000-8000-000000000000"}"#
        let unknown = try await office.send(.post, "staff", by: .systemAdmin, stranger)
        #expect(unknown.status == 422 && unknown.errors == ["/counselor unknown_counselor"])
      }
    }

    @Test func `a member's token works until the member leaves`() async throws {
      try await TestOffice.open { office in
        let made = try await office.send(.post, "staff", by: .systemAdmin, #"{"name":"窓口","role":"counselor"}"#)
        let id = try #require(made.json["id"].text)
        let (used, unused) = (try await office.token(of: id), try await office.token(of: id))
        #expect(try await office.send(.get, "bookings", token: used).status == 200)
        #expect(try await office.send(.delete, "staff/\(id)", by: .systemAdmin).status == 204)
        // a machine that knew the token may take five seconds to forget it
        #expect(try await office.send(.get, "bookings", token: unused).status == 401)
      }
    }
  }
}
