import Postgres
import Scheduling

/// An office as every request needs it: who it is and which zone its times are told in.
public struct Office: Sendable, Hashable {
  /// The tenant key of every row; ours, and stable when an official code is corrected.
  public let id: Int32
  /// 安定所番号, four digits.
  public let code: OfficeCode
  /// 労働局, two digits.
  public let bureau: BureauCode
  /// The office's name in Japanese.
  public let name: String
  /// The zone that local days, windows and written instants are in.
  public let zone: OfficeZone
}

extension OfficeStore {
  /// The office with this code, or nil. Remembered for five seconds.
  public func office(code: OfficeCode) async throws(DomainError) -> Office? {
    if let office = offices.value(for: code) { return office }
    let found = try await onConnection { connection in
      try await connection.run(
        Statement("SELECT id, code, bureau_code, name, time_zone FROM offices WHERE code = $1", code.description)
      ).first.map(Office.init(row:))
    }
    if let found { offices.keep(found, for: code) }
    return found
  }
}

extension OfficeStore {
  /// Every office of the deployment, by code.
  public func allOffices() async throws(DomainError) -> [Office] {
    try await onConnection { connection in
      try await connection.run(Office.all).map(Office.init(row:))
    }
  }
}

extension Office {
  static let all = Statement("SELECT id, code, bureau_code, name, time_zone FROM offices ORDER BY code")

  init(row: Row) throws {
    guard
      let code = OfficeCode(try row.decode("code")), let bureau = BureauCode(try row.decode("bureau_code")),
      let zone = OfficeZone(identifier: try row.decode("time_zone"))
    else { throw StoreFailure.unreadable("offices") }
    self.init(id: try row.decode("id"), code: code, bureau: bureau, name: try row.decode("name"), zone: zone)
  }
}
