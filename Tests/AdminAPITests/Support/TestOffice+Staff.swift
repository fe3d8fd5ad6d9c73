import OfficeStore
import Scheduling

@testable import AdminAPI

extension TestOffice {
  /// A token that belongs to a member of the office's staff.
  func token(of member: String) async throws -> String {
    guard let database = PrivateDatabase.current, let id = StaffID(member), let code = OfficeCode(code) else {
      throw CancellationError()
    }
    return try await database.withPool(as: "madoguchi_owner") { pool in
      try await Administration(owner: pool, clock: clock).createToken(for: id, of: code)
    }
  }

  /// A token of a new member.
  ///
  /// - Parameter counselor: the id of the counselor that the member is.
  func token(ofNew role: Role, named name: String, counselor: String? = nil) async throws -> String {
    let who = counselor.map { ",\"counselor\":\"\($0)\"" } ?? ""
    let body = "{\"name\":\"\(name)\",\"role\":\"\(role.rawValue)\"\(who)}"
    guard let id = try await send(.post, "staff", by: .systemAdmin, body).json["id"].text else {
      throw CancellationError()
    }
    return try await token(of: id)
  }
}
