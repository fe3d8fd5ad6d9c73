/// What a record of use serves: article 7(1) states three purposes. The raw value is the name in the API and the database.
public enum UsagePurpose: String, Sendable, Hashable, CaseIterable {
  /// 運用管理
  case operation
  /// 利用状況の把握
  case understanding
  /// 利便性の向上
  case convenience
}
