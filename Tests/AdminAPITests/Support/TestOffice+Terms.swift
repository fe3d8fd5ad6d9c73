@testable import AdminAPI

extension TestOffice {
  /// Announces a version of the office's terms; its id.
  @discardableResult
  func publishTerms(_ text: String, from date: String, ground: String = "benefit") async throws -> String {
    let body = #"{"text":"\#(text)","effective_from":"\#(date)","ground":"\#(ground)"}"#
    let published = try await send(.post, "terms", by: .officeHead, body)
    guard let id = published.json["id"].text else { throw Refused(answer: published.text) }
    return id
  }
}
