import Testing

extension EndToEndTests.HTTPTests {
  @Suite struct ConventionTests {
    private var demo: Demo { get throws { try EndToEndTests.HTTPTests.demo } }

    @Test func `a repeated request is answered once, with the same bytes`() async throws {
      let demo = try demo
      let key = ["Idempotency-Key": "e2e-application-1"]
      let first = try await demo.send("POST", "bookings", Bodies.application(), headers: key)
      let again = try await demo.send("POST", "bookings", Bodies.application(), headers: key)
      #expect(first.status == 201)
      #expect(again.status == 201)
      #expect(again.body == first.body)
      #expect(first[header: "Idempotency-Replayed"] == nil)
      #expect(again[header: "Idempotency-Replayed"] == "true")
      #expect(again[header: "Location"] == first[header: "Location"])
      #expect(again[header: "ETag"] == first[header: "ETag"])
      let other = try await demo.send("POST", "bookings", Bodies.application(number: nil), headers: key)
      #expect((other.status, other.code) == (422, "idempotency_mismatch"))
      // Scoped to the token: another's same key is another key.
      let gateway = try await demo.send("POST", "bookings", by: "gateway", Bodies.application(), headers: key)
      #expect(gateway.status == 201)
      #expect(gateway.json["id"] != first.json["id"])
      let secret = try #require(demo.tokens["counselor"])
      #expect(!demo.service.scratch.everyLog.contains(secret))
      #expect(!demo.service.scratch.everyLog.contains("職安"))
    }

    @Test func `of many simultaneous repetitions one creates`() async throws {
      let demo = try demo
      let key = ["Idempotency-Key": "e2e-application-2"]
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<8 {
          group.addTask { try await demo.send("POST", "bookings", Bodies.application(), headers: key) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let created = answers.filter { $0.status == 201 }
      #expect(Set(created.map { $0.json["id"].text }).count == 1)
      #expect(created.count { $0[header: "Idempotency-Replayed"] == nil } == 1)
      for answer in answers where answer.status != 201 {
        #expect((answer.status, answer.code) == (409, "request_in_progress"))
        #expect(answer[header: "Retry-After"] != nil)
      }
    }

    @Test func `an action on an old version is refused`() async throws {
      let demo = try demo
      let id = try await demo.apply()
      for tag in [#""2""#, #"W/"1""#, "1"] {
        let refused = try await demo.send("POST", "bookings/\(id)/offer", Bodies.offer(), headers: ["If-Match": tag])
        #expect((refused.status, refused.code) == (412, "version_conflict"), "\(tag)")
      }
      let wish = Bodies.offer("2026-09-24T09:00:00+09:00")
      let done = try await demo.send("POST", "bookings/\(id)/offer", wish, headers: ["If-Match": #""1""#])
      #expect(done.status == 200)
      #expect(done[header: "ETag"] == #""2""#)
      #expect(try await demo.send("GET", "bookings/\(id)")[header: "ETag"] == #""2""#)
    }

    @Test func `a problem speaks the client's language, Japanese first`() async throws {
      let demo = try demo
      let japanese = try await demo.send("GET", "bookings/x", headers: ["Accept-Language": "ja"])
      let english = try await demo.send("GET", "bookings/x", headers: ["Accept-Language": "en-GB, ja;q=0.5"])
      #expect(japanese.code == english.code)
      #expect(japanese[header: "Content-Language"] == "ja")
      #expect(english[header: "Content-Language"] == "en")
      #expect(japanese.json["title"].text == "見つかりません")
      #expect(english.json["title"].text == "Not found")
      let french = try await demo.send("GET", "bookings/x", headers: ["Accept-Language": "fr"])
      #expect(french.body == japanese.body)
      // URLSession always names a language.
      let connection = try RawConnection(to: demo.service.client.address)
      try connection.write("GET /nowhere HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
      #expect(connection.readAnswer().contains("見つかりません"))
    }

    @Test func `every answer names its request, each by another name`() async throws {
      let demo = try demo
      var ids: Set<String> = []
      let asked = [
        ("GET", "/healthz"), ("GET", "/nowhere"), ("DELETE", "/healthz"), ("GET", "bookings"), ("POST", "bookings"),
        ("GET", "policy?x=1"), ("HEAD", "/readyz"),
      ]
      for (method, path) in asked {
        let answer = try await demo.send(method, path, headers: ["X-Request-Id": "mine"])
        ids.insert(try #require(answer[header: "X-Request-Id"], "\(method) \(path)"))
      }
      #expect(ids.count == asked.count && !ids.contains("mine"))
    }

    @Test func `a list is read to its end by its links`() async throws {
      let demo = try demo
      for number in 1...5 {
        let made = try await demo.send("POST", "rooms", by: "supervisor", #"{"name":"増室\#(number)"}"#)
        #expect(made.status == 201)
        let room = try #require(made.json["id"].text)
        #expect(made[header: "Location"] == "/v1/offices/2804/rooms/\(room)")
      }
      var names: [String] = []
      var next: String? = "/v1/offices/2804/rooms?limit=3"
      var pages = 0
      while let path = next, pages < 10 {
        let page = try await demo.send("GET", path)
        #expect(page.status == 200)
        names += page.json["items"].elements.compactMap { $0["name"].text }
        let link = page[header: "Link"]
        let target = link.flatMap { $0.wholeMatch(of: #/<(.+)>; rel="next"/#) }.map { String($0.1) }
        #expect((target == nil) == (page.json["next_cursor"] == .null))
        next = target
        pages += 1
      }
      #expect(pages == 3)
      #expect(names.count == 8 && Set(names).count == 8)
    }
  }
}
