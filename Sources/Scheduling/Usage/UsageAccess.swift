/// What of MyPage was used (article 7(1)); a closed list, so that no address or search text can be recorded. The raw value is
/// the name in the API and the database.
public enum UsageAccess: String, Sendable, Hashable, CaseIterable {
  /// ログイン
  case signIn = "sign_in"
  /// 申込み
  case application
  /// 利用規約の閲覧
  case terms
  /// 候補日時の閲覧
  case offer
  /// 予約の確定
  case confirmation
  /// 会議情報の閲覧
  case details
  /// 利用環境確認
  case environmentCheck = "environment_check"
  /// キャンセル
  case cancellation
  /// 入室
  case meeting
}
