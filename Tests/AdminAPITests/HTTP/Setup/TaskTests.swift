import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct TaskTests {
    @Test func `a task is opened by hand, read, changed, closed, and opened again`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let made = try await office.send(.post, "tasks", #"{"note":"紹介状を郵送する"}"#)
        #expect(made.status == 201 && made.json["kind"].text == "other" && made.json["status"].text == "open")
        let id = try #require(made.json["id"].text)
        #expect(made.headers[.location] == "/v1/offices/\(office.code)/tasks/\(id)")
        let closed = try await office.send(.patch, "tasks/\(id)", #"{"note":"郵送した","closed":true}"#)
        #expect(closed.json["status"].text == "closed" && closed.json["note"].text == "郵送した")
        #expect(closed.json["closed_by"].text?.hasPrefix("counselor:") == true)
        #expect(try await office.send(.get, "tasks").json["items"].elements.isEmpty)
        #expect(try await office.send(.get, "tasks?status=closed").json["items"][0]["id"].text == id)
        let again = try await office.send(.patch, "tasks/\(id)", #"{"closed":false}"#)
        #expect(again.json["status"].text == "open" && again.json["closed_by"].text == nil)
        #expect(try await office.send(.delete, "tasks/\(id)").status == 204)
        #expect(try await office.send(.get, "tasks/\(id)").json["status"].text == "closed")
      }
    }

    @Test func `a list is asked by kind and booking, and goes on from a cursor`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.received()
        for number in 1...3 {
          let about = number == 2 ? #","booking":"\#(booking)""# : ""
          _ = try await office.send(.post, "tasks", #"{"note":"\#(number)"\#(about)}"#)
        }
        let first = try await office.send(.get, "tasks?limit=2")
        #expect(first.json["items"].elements.map { $0["note"].text } == ["1", "2"])
        let cursor = try #require(first.json["next_cursor"].text)
        #expect(first.headers[.link]?.contains("cursor=\(cursor)") == true)
        let rest = try await office.send(.get, "tasks?limit=2&cursor=\(cursor)")
        #expect(rest.json["items"].elements.map { $0["note"].text } == ["3"])
        let about = try await office.send(.get, "tasks?booking=\(booking)&kind=other")
        #expect(about.json["items"].elements.map { $0["note"].text } == ["2"])
        #expect(try await office.send(.get, "tasks?kind=not_closed").json["items"].elements.isEmpty)
      }
    }

    @Test func `by hand a booking has any number of tasks`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.received()
        for note in ["電話する", "郵送する"] {
          let made = try await office.send(.post, "tasks", #"{"note":"\#(note)","booking":"\#(booking)"}"#)
          #expect(made.status == 201)
        }
        #expect(try await office.send(.get, "tasks?booking=\(booking)").json["items"].elements.count == 2)
      }
    }

    @Test func `what is not there, or somebody else's, is refused`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let nobody = "00000000-0000-4000-8000-000000000000"
        let made = try await office.send(.post, "tasks", #"{"note":"x","booking":"\#(nobody)"}"#)
        #expect(made.status == 422 && made.errors == ["/booking unknown_booking"])
        #expect(try await office.send(.post, "tasks", #"{"note":" "}"#).errors == ["/note required"])
        #expect(try await office.send(.get, "tasks?status=all").errors == ["?status unknown_value"])
        for method in [HTTPRequest.Method.get, .delete] {
          #expect(try await office.send(method, "tasks/\(nobody)").status == 404)
        }
        #expect(try await office.send(.patch, "tasks/\(nobody)", "{}").status == 404)
        #expect(try await office.send(.get, "tasks", by: .gateway).status == 403)
      }
    }
  }
}
