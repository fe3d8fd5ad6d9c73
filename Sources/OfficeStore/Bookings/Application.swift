import Scheduling

/// 申込み: what an application says (Art. 6(2)), validated in form by whoever made it.
public struct Application: Sendable {
  /// The service asked for; an unknown one is refused.
  public var service: String
  /// How it came.
  public var channel: Channel
  /// The person.
  public var seeker: Person
  /// Art. 2(2).
  public var declarations: Declarations
  /// Starts of the times wished for, one to three.
  public var wishes: [Instant]
  /// The counselor wished for, who is taken wherever free.
  public var counselor: CounselorID?
  /// Art. 12(3).
  public var companions: [Companion]

  /// A person as typed.
  public struct Person: Sendable {
    /// 氏名
    public var name: String
    /// Full-width katakana.
    public var kana: String
    /// 求職番号, if there is one yet.
    public var number: JobSeekerNumber?
    /// 登録区分
    public var registrationKind: RegistrationKind
    /// Whether MyPage is open.
    public var hasMyPage: Bool

    /// The id the person gets, should the office not know the number yet.
    let freshID = SeekerID()

    /// A person made of what was typed.
    public init(
      name: String, kana: String, number: JobSeekerNumber?, registrationKind: RegistrationKind, hasMyPage: Bool
    ) {
      self.name = name
      self.kana = kana
      self.number = number
      self.registrationKind = registrationKind
      self.hasMyPage = hasMyPage
    }
  }

  /// An application made of its parts. The terms were acknowledged: without that there is none (前文).
  public init(
    service: String, channel: Channel, seeker: Person, declarations: Declarations, wishes: [Instant],
    counselor: CounselorID? = nil, companions: [Companion]
  ) {
    self.service = service
    self.channel = channel
    self.seeker = seeker
    self.declarations = declarations
    self.wishes = wishes
    self.counselor = counselor
    self.companions = companions
  }
}
