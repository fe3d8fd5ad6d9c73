import Scheduling

/// A correction of what was applied for: what is nil stays as it is.
public struct Amendment: Sendable {
  /// What is corrected about the person.
  public var seeker: Person
  /// Whether a device is at hand after all, or not.
  public var device: Bool?
  /// The same for a camera.
  public var camera: Bool?
  /// The same for the app.
  public var app: Bool?
  /// Starts of other times wished for, one to three; only before an offer.
  public var wishes: [Instant]?
  /// Everybody who comes along; the list replaces the older one.
  public var companions: [Companion]?

  /// A person's corrected particulars.
  public struct Person: Sendable {
    /// 氏名
    public var name: String?
    /// Full-width katakana.
    public var kana: String?
    /// 求職番号: another one makes it another person's booking.
    public var number: JobSeekerNumber?
    /// 登録区分
    public var registrationKind: RegistrationKind?
    /// Whether MyPage is open.
    public var hasMyPage: Bool?

    /// Nothing is corrected.
    public init() {}
  }

  /// Nothing is corrected.
  public init() { seeker = Person() }
}

extension Amendment {
  /// What the booking says after the correction.
  struct Outcome {
    let person: Application.Person
    let declarations: Declarations
    let wishes: [Instant]
    let companions: [Companion]
    /// What is another than before, by its place in the request: the event keeps these names and no value.
    let changed: [String]
    /// Whether the number is another one, so that the booking may be another person's.
    let changesNumber: Bool
    /// Whether the name may differ from the person's in another way than before.
    var changesName: Bool { changesNumber || changed.contains("seeker/name") }
  }

  /// The booking's words with the corrected ones in their places, as `caller` wants them.
  func outcome(for booking: Booking, by caller: Caller, now: Instant) -> Outcome {
    let seeker = booking.seeker
    let person = Application.Person(
      name: self.seeker.name ?? seeker.name, kana: self.seeker.kana ?? seeker.kana, number: self.seeker.number,
      registrationKind: self.seeker.registrationKind ?? seeker.registrationKind,
      hasMyPage: self.seeker.hasMyPage ?? seeker.hasMyPage)
    let declared = booking.declarations
    let declarations = Declarations(
      device: device ?? declared.device, camera: camera ?? declared.camera, app: app ?? declared.app)
    let wished = booking.wishes.map(\.start)
    let isLate = CompanionNotice.isLate(
      agreedStart: booking.agreement?.slot.start, startedAt: booking.startedAt, now: now)
    let companions = companions.map {
      Companion.list(
        $0, replacing: booking.companions, isLate: isLate, keepsNotes: !caller.readsNotes(of: booking))
    }
    let changesNumber = person.number.map { $0.normalised != seeker.jobSeekerNumber } ?? false
    let changes: [(String, Bool)] = [
      ("seeker/name", person.name != seeker.name), ("seeker/kana", person.kana != seeker.kana),
      ("seeker/job_seeker_number", changesNumber),
      ("seeker/registration_kind", person.registrationKind != seeker.registrationKind),
      ("seeker/my_page", person.hasMyPage != seeker.hasMyPage),
      ("declarations/device", declarations.device != declared.device),
      ("declarations/camera", declarations.camera != declared.camera),
      ("declarations/app", declarations.app != declared.app),
      ("wishes", wishes != nil && wishes != wished),
      ("companions", companions != nil && companions != booking.companions),
    ]
    return Outcome(
      person: person, declarations: declarations, wishes: wishes ?? wished,
      companions: companions ?? booking.companions, changed: changes.filter(\.1).map(\.0),
      changesNumber: changesNumber)
  }
}
