import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messaging
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling

@testable import AdminAPI

/// An office of a test's own behind the whole API: 9:00–12:00 and 13:00–16:00, both vendors, terms in force, one
/// counselor, room and licence of each vendor, a token per role, and a clock that stands at 2026-09-16T09:00+09:00 (a
/// Wednesday).
struct TestOffice: Sendable {
  let code: String
  let clock: ServiceClock
  let tokens: [Role: String]
  private let client: any TestClientProtocol

  /// Opens an office and closes it after `body`.
  ///
  /// - Parameters:
  ///   - start: where its clock stands at first, RFC 3339.
  ///   - keys: what seals its secrets; nil for a deployment that has none.
  static func open(
    _ transport: TestingSetup = .router, equipped: Bool = true, at start: String? = nil,
    configuration: AdminConfiguration = .init(), keys: KeyRing? = Self.keys,
    _ body: @Sendable (TestOffice) async throws -> Void
  ) async throws {
    guard let database = PrivateDatabase.current else { throw CancellationError() }
    let clock = ServiceClock(startingAt: start.flatMap { Instant(rfc3339: $0) } ?? Self.morning)
    let code = nextCode()
    let tokens = try await database.withPool(as: "madoguchi_owner") { pool in
      try await setUp(code, Administration(owner: pool, clock: clock))
    }
    try await database.withPool(as: "madoguchi_app", connections: 8) { pool in
      let store = OfficeStore(pool: pool, clock: clock, logger: .silent, keys: keys)
      let server = AdminServer(
        store: store, configuration: configuration, logger: .silent, previewMessage: Self.preview,
        tellMessage: Self.tell,
        moveClock: { clock.advance(to: $0) })
      try await server.application().test(transport) { client in
        let office = TestOffice(code: code, clock: clock, tokens: tokens, client: client)
        if equipped { try await office.equip() }
        try await body(office)
      }
    }
  }

  /// As the program wires it.
  private static let preview: PreviewMessage = { draft throws(TemplateFault) in
    try MessageTexts.preview(
      draft.text, for: draft.kind, in: draft.language, office: (draft.office.name, "0000-00-0000", draft.office.zone)
    ).map { MessagePreview(sample: $0.sample, title: $0.text.title, body: $0.text.body) }
  }

  private static let tell: TellMessage = { fetched, office in
    MessageTexts.told(fetched, in: office.code, logger: .silent)?.mapValues { ToldText(title: $0.title, body: $0.body) }
  }

  /// Sends a request; a path that doesn't begin with a slash is below the office's.
  func send(
    _ method: HTTPRequest.Method, _ path: String, by role: Role? = .counselor, token: String? = nil,
    _ body: String? = nil, headers: HTTPFields = [:]
  ) async throws -> Answered {
    var headers = headers
    if let token = token ?? role.flatMap({ tokens[$0] }) { headers[.authorization] = "Bearer \(token)" }
    if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    let uri = path.hasPrefix("/") ? path : "/v1/offices/\(code)/\(path)"
    return try await client.execute(
      uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { Answered(response: $0) }
  }

  /// Sets the clock, which only runs forward.
  func setClock(_ text: String) throws {
    guard let instant = Instant(rfc3339: text), clock.advance(to: instant) else { throw CancellationError() }
  }

  private func equip() async throws {
    for (path, body) in [
      ("rooms", #"{"name":"ブース1"}"#),
      ("counselors", #"{"name":"職安 花子","services":["consultation","placement"]}"#),
      ("licences", #"{"vendor":"zoom","name":"Zoom-1"}"#),
      ("licences", #"{"vendor":"teleoffice","name":"TeleOffice-1"}"#),
    ] {
      let answer = try await send(.post, path, by: .supervisor, body)
      guard answer.status == 201 else { throw CancellationError() }
    }
  }

  private static func setUp(_ code: String, _ administration: Administration) async throws -> [Role: String] {
    guard let office = OfficeCode(code), let bureau = BureauCode("28"), let zone = OfficeZone(identifier: "Asia/Tokyo"),
      let windows = try? OpeningWindow.list("09:00-12:00;13:00-16:00"),
      let date = CivilDate(iso: "2023-01-16")
    else { throw CancellationError() }
    _ = try await administration.importOffices([
      OfficeRecord(
        code: office, bureau: bureau, name: "ハローワーク\(code)", phone: "0798-00-0000", zone: zone, windows: windows,
        vendors: [.zoom, .teleoffice])
    ])
    _ = try await administration.publishTerms(
      TermsDraft("利用規約", effectiveFrom: date, ground: .initial), by: .office(office))
    var tokens: [Role: String] = [:]
    for role in Role.allCases {
      let scope: Scope =
        switch role {
        case .counselor, .supervisor, .officeHead, .gateway: .office(office)
        case .bureauStatistics, .auditor: .bureau(bureau)
        case .ministryStatistics, .systemAdmin: .all
        }
      tokens[role] = try await administration.createToken(role: role, scope: scope, name: role.rawValue)
    }
    return tokens
  }

  static let keys = try? KeyRing(parsing: KeyRing.line())
  private static let morning = Instant(rfc3339: "2026-09-16T09:00:00+09:00") ?? Instant(microseconds: 0)
  private static let lastCode = NIOLockedValueBox(2800)

  private static func nextCode() -> String {
    lastCode.withLockedValue { code in
      code += 1
      return String(code)
    }
  }
}
