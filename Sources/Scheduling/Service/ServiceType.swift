/// A kind of session an office gives, with its length.
public struct ServiceType: Sendable, Hashable {
  /// What a length may be, in minutes.
  public static let minutesRange = 5...480

  /// The code.
  public var code: ServiceCode
  /// The Japanese name.
  public var nameJa: String
  /// The English name.
  public var nameEn: String
  /// The length of a session.
  public var minutes: Int

  /// A service type.
  public init(code: ServiceCode, nameJa: String, nameEn: String, minutes: Int) {
    self.code = code
    self.nameJa = nameJa
    self.nameEn = nameEn
    self.minutes = minutes
  }

  /// The four services of the terms' preamble, 30 minutes each (article 6(1)).
  public static let seeded: [ServiceType] = [
    ServiceType(code: .consultation, nameJa: "職業相談", nameEn: "Career counseling", minutes: 30),
    ServiceType(code: .placement, nameJa: "職業紹介", nameEn: "Job placement", minutes: 30),
    ServiceType(code: .interview, nameJa: "面接", nameEn: "Web interview", minutes: 30),
    ServiceType(code: .managedSelection, nameJa: "管理選考", nameEn: "Managed selection", minutes: 30),
  ]
}
