/// Where a booking stands in its life. The raw value is the name in the API and in the database.
public enum BookingStatus: String, Sendable, Hashable, CaseIterable {
  /// 申込み: applied, nothing offered yet.
  case received
  /// 候補日時提示: times were offered, the answer is awaited.
  case offered
  /// 予約確定: firm.
  case confirmed
  /// 相談: the session runs.
  case inSession = "in_session"
  /// The session took place.
  case held
  /// 中止: stopped for conduct (article 12(1)).
  case terminated
  /// お断り: refused before it became firm.
  case declined
  /// 失効: no confirming contact by the deadline (article 6(4)).
  case lapsed
  /// 取下げ: taken back by the user before it became firm.
  case withdrawn
  /// 利用者キャンセル.
  case cancelledByUser = "cancelled_by_user"
  /// 所都合キャンセル.
  case cancelledByOffice = "cancelled_by_office"
  /// みなしキャンセル: silent for ten minutes after the start (article 6(6)).
  case noShow = "no_show"

  /// Whether the booking's life is over: `held` and the seven other endings.
  public var isEnding: Bool {
    switch self {
    case .received, .offered, .confirmed, .inSession: false
    case .held, .terminated, .declined, .lapsed, .withdrawn, .cancelledByUser, .cancelledByOffice, .noShow: true
    }
  }

  /// Whether it is one of the seven endings without a completed session, which statistics keep apart: every ending but
  /// `held`.
  public var isUnfulfilledEnding: Bool {
    isEnding && self != .held
  }

  /// Whether the booking itself occupies counselor, room, licence and seeker until its slot's end.
  ///
  /// What an `offered` booking occupies are its holds, if the office holds offers (A6): they end on their own.
  public var occupiesResources: Bool {
    switch self {
    case .confirmed, .inSession, .held, .terminated, .noShow: true
    case .received, .offered, .declined, .lapsed, .withdrawn, .cancelledByUser, .cancelledByOffice: false
    }
  }
}
