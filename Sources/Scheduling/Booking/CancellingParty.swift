/// Who cancels: `"by"` in the API.
public enum CancellingParty: String, Sendable, Hashable, CaseIterable {
  /// 利用者キャンセル.
  case user
  /// 所都合.
  case office

  /// The ending it leads to.
  public var ending: BookingStatus {
    switch self {
    case .user: .cancelledByUser
    case .office: .cancelledByOffice
    }
  }
}
