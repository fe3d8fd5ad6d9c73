import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 6(3), last sentence: after the confirmation the meeting's id and passcode are told, to whom they are for.
  @Suite struct Article6SecretsTests {
    @Test func `Art. 6(3) last: the meeting is released after the confirmation, and not before`() async throws {
      try await TestOffice.open { office in
        try await office.setZoom()
        let received = try await office.send(.post, "bookings", Bodies.application())
        let id = try #require(received.json["id"].text)
        let start = "2026-09-17T09:00:00+09:00"
        for (status, path, body) in [
          ("received", "offer", Bodies.offer(start)), ("offered", "confirm", Bodies.confirm(start)),
        ] {
          let early = try await office.send(.get, "bookings/\(id)/meeting", by: .gateway)
          #expect(early.status == 409 && early.json["current_status"].text == status)
          #expect(try await office.send(.post, "bookings/\(id)/\(path)", body).status == 200)
        }
        let meeting = try await office.send(.get, "bookings/\(id)/meeting", by: .gateway)
        #expect(meeting.status == 200 && meeting.headers[.cacheControl] == "no-store")
        #expect(meeting.json["booking"].text == id && meeting.json["vendor"].text == "zoom")
        #expect(meeting.json["meeting_id"].text == "900000001" && meeting.json["passcode"].text == "hi_1")
        #expect(meeting.json["url"].text == "https://zoom.example/j/1" && meeting.json["server"] == .null)
        #expect(meeting.json["issued_at"].text?.hasPrefix("2026-09-16T09:") == true)
      }
    }

    @Test func `Art. 6(3) last: only the session's counselor, leads and the gateway are told`() async throws {
      try await TestOffice.open { office in
        try await office.setZoom()
        let second = try await office.send(
          .post, "counselors", by: .supervisor, #"{"name":"職安 次郎","services":["consultation"]}"#)
        let booking = try await office.confirmed()
        let path = "bookings/\(booking)/meeting"
        let counselors = [second.json["id"].text ?? "", try await office.firstCounselor()]
        let own = try await office.counselor(of: booking)
        let other = try #require(counselors.first { $0 != own })
        for (token, status) in [
          (try await office.token(ofNew: .counselor, named: "担当", counselor: own), 200),
          (try await office.token(ofNew: .supervisor, named: "統括"), 200),
          (try await office.token(ofNew: .officeHead, named: "所長"), 200),
          (try await office.token(ofNew: .counselor, named: "同僚", counselor: other), 403),
          (try await office.token(ofNew: .counselor, named: "事務"), 403),
        ] {
          let answer = try await office.send(.get, path, token: token)
          #expect(answer.status == status)
          if status == 403 { #expect(answer.code == "secret_withheld") }
        }
        #expect(try await office.send(.get, path, by: .gateway).status == 200)
        for role in [Role.counselor, .supervisor, .officeHead] {
          let anonymous = try await office.send(.get, path, by: role)
          #expect(anonymous.status == 403 && anonymous.code == "secret_withheld", "\(role)")
        }
        for role in [Role.auditor, .systemAdmin, .bureauStatistics, .ministryStatistics] {
          #expect([403, 404].contains(try await office.send(.get, path, by: role).status), "\(role)")
        }
      }
    }

    @Test func `Art. 6(3) last: it is re-issued on reschedule and revoked on cancel`() async throws {
      try await TestOffice.open { office in
        let licence = try await office.licence()
        _ = try await office.send(.post, "licences/\(licence)/pool", by: .supervisor, Bodies.pool(1, 2))
        let booking = try await office.confirmed()
        let path = "bookings/\(booking)/meeting"
        let first = try await office.send(.get, path, by: .gateway)
        let moving = #"{"start":"2026-09-18T10:00:00+09:00","reason":"都合により"}"#
        #expect(try await office.send(.post, "bookings/\(booking)/reschedule", moving).status == 200)
        let second = try await office.send(.get, path, by: .gateway)
        #expect(second.status == 200 && second.json["meeting_id"] != first.json["meeting_id"])
        let cancelling = #"{"by":"user","channel":"phone"}"#
        #expect(try await office.send(.post, "bookings/\(booking)/cancel", cancelling).status == 200)
        let gone = try await office.send(.get, path, by: .gateway)
        #expect(gone.status == 409 && gone.code == "illegal_transition")
      }
    }

    @Test func `Art. 6(3) last: no other answer about the booking shows it`() async throws {
      try await TestOffice.open { office in
        try await office.setZoom()
        let booking = try await office.confirmed()
        for path in ["bookings/\(booking)", "bookings/\(booking)/events", "bookings", "tasks", "licences"] {
          let answer = try await office.send(.get, path)
          #expect(answer.status == 200)
          for secret in ["900000001", "hi_1", "zoom.example"] { #expect(!answer.text.contains(secret), "\(path)") }
        }
      }
    }

    @Test func `Art. 6(3) last: the details that the gateway fetches tell it, once it is issued`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.confirmed()
        let details = "messages/\(try await office.message("details", of: booking))"
        let early = try await office.send(.get, details, by: .gateway)
        #expect(early.status == 200 && early.json["texts"] == .null && early.json["facts"] != .null)
        try await office.setZoom()
        let told = try await office.send(.get, details, by: .gateway)
        for language in ["ja", "en"] {
          let body = try #require(told.json["texts"][language]["body"].text)
          #expect(body.contains("900000001") && body.contains("hi_1") && body.contains("https://zoom.example/j/1"))
        }
        let others = [
          try await office.send(.get, "messages?booking=\(booking)", by: .gateway),
          try await office.send(.get, "messages/\(try await office.message("offer", of: booking))", by: .gateway),
          try await office.send(.get, details), try await office.send(.get, details, by: .officeHead),
          try await office.send(.post, "\(details)/acknowledge", by: .gateway, "{}"),
        ]
        for answer in others {
          #expect(answer.status == 200)
          for secret in ["900000001", "hi_1", "zoom.example"] { #expect(!answer.text.contains(secret)) }
        }
      }
    }

    @Test func `Art. 6(3) last: details of a booking that has ended lead nowhere`() async throws {
      try await TestOffice.open { office in
        try await office.setZoom()
        let booking = try await office.confirmed()
        let details = "messages/\(try await office.message("details", of: booking))"
        #expect(try await office.send(.get, details, by: .gateway).text.contains("hi_1"))
        let cancelling = #"{"by":"user","channel":"phone"}"#
        #expect(try await office.send(.post, "bookings/\(booking)/cancel", cancelling).status == 200)
        let after = try await office.send(.get, details, by: .gateway)
        #expect(after.json["texts"] == .null && !after.text.contains("hi_1"))
      }
    }

    @Test func `Art. 4: a licence has what its own vendor gives out`() async throws {
      try await TestOffice.open { office in
        let licence = try await office.licence("teleoffice")
        let path = "licences/\(licence)/credentials"
        #expect(try await office.send(.post, path, by: .supervisor, Bodies.zoom()).code == "other_vendor")
        #expect(try await office.send(.post, path, by: .supervisor, Bodies.tele()).status == 200)
        let id = try await office.received()
        let start = "2026-09-17T09:00:00+09:00"
        let offer = Bodies.offer(start).replacing(#""zoom""#, with: #""teleoffice""#)
        #expect(try await office.send(.post, "bookings/\(id)/offer", offer).status == 200)
        #expect(try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(start)).status == 200)
        let meeting = try await office.send(.get, "bookings/\(id)/meeting", by: .gateway)
        #expect(meeting.json["server"].text == "tele.example" && meeting.json["access_code"].text == "mado-1")
        #expect(meeting.json["meeting_id"] == .null)
      }
    }
  }
}

extension TestOffice {
  /// Its Zoom licence shows `Bodies.zoom()`.
  fileprivate func setZoom() async throws {
    let set = try await send(.post, "licences/\(try await licence())/credentials", by: .supervisor, Bodies.zoom())
    guard set.status == 200 else { throw CancellationError() }
  }

  fileprivate func firstCounselor() async throws -> String {
    guard let id = try await send(.get, "counselors").json["items"][0]["id"].text else { throw CancellationError() }
    return id
  }
}
