/// Who sits beside the user (article 12(3)).
public enum CompanionRole: String, Sendable, Hashable, CaseIterable {
  /// 通訳: of a language.
  case interpreter
  /// 手話通訳: of a sign language.
  case signInterpreter = "sign_interpreter"
  /// 介助者.
  case helper
  /// Anybody else announced beforehand.
  case other
}
