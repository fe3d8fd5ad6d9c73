/// 登録区分 (article 2(1)).
public enum RegistrationKind: String, Sendable, Hashable, CaseIterable {
  /// ハローワーク利用登録者.
  case full
  /// オンライン登録者, to be switched to `full` after a session.
  case online
  /// About to register.
  case unregistered
}
