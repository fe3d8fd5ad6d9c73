/// Why data about a person may leave (articles 7(2), 8). The raw value is the name in the API and the database.
public enum DisclosureKind: String, Sendable, Hashable, CaseIterable {
  /// 開示請求: a person asks what is kept about them (個人情報保護法第76条).
  case personRequest = "person_request"
  /// A law demands it of the office, such as 刑事訴訟法第197条第2項; only this opens what identifies a device.
  case legalDemand = "legal_demand"
}
