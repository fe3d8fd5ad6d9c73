/// 希望日時: the times an applicant wishes for (article 6(2) ③).
public enum Wishes {
  /// How many an application names.
  public static let count = 1...3
}
