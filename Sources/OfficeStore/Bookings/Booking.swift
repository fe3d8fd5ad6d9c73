import Postgres
import Scheduling

/// 予約: one booking, as it reads at the instant it was asked for.
public struct Booking: Sendable {
  /// The person, as typed on this application.
  public struct Seeker: Sendable {
    /// The person this application was matched to, by number within the office.
    public let id: SeekerID
    /// 氏名, as typed.
    public let name: String
    /// Full-width katakana.
    public let kana: String
    /// 求職番号, normalised; nil while the person has none (A5).
    public let jobSeekerNumber: String?
    /// 登録区分
    public let registrationKind: RegistrationKind
    /// Whether the person has opened MyPage (Art. 6(2)).
    public let hasMyPage: Bool
  }

  /// 候補日時提示: the offer in force.
  public struct Offer: Sendable {
    /// The times offered.
    public let slots: [Slot]
    /// Which application the session would use (Art. 4).
    public let vendor: Vendor
    /// The terms sent with it: what a confirmation consents to.
    public let termsVersion: TermsVersionID
    /// When it was made.
    public let offeredAt: Instant
    /// The rule that a supervisor set aside for it.
    public let waivedRule: OverrideRule?
    /// Exclusive: a confirmation at this very instant is late (Art. 6(4), A4).
    public let deadline: Instant
  }

  /// 予約確定: what was agreed. Kept when the booking ends, because statistics count it.
  public struct Agreement: Sendable {
    /// The session's time.
    public let slot: Slot
    /// Who holds it.
    public let counselor: Named<CounselorID>
    /// Where the counselor sits.
    public let room: Named<RoomID>
    /// The meeting's licence.
    public let licence: Named<LicenceID>
    /// The vendor of the licence.
    public let vendor: Vendor
    /// When the confirming contact arrived, not when it was typed in.
    public let confirmedAt: Instant
  }

  /// 利用環境確認: the answers of Art. 5, and when they were given.
  public struct EnvironmentCheck: Sendable {
    /// The answers.
    public let answers: EnvironmentAnswers
    /// When they were noted.
    public let checkedAt: Instant
  }

  /// An id and the name that people know it by.
  public struct Named<ID: Sendable>: Sendable {
    /// The id.
    public let id: ID
    /// The name.
    public let name: String
  }

  /// Unique within the office.
  public let id: BookingID
  /// Counts the changes, from 1; the ETag.
  public let version: Int
  /// The status by the clock: a passed deadline shows although nobody wrote it down yet.
  public let status: BookingStatus
  /// Where it comes from.
  public let origin: BookingOrigin
  /// The service asked for.
  public let service: String
  /// How long its session lasts: fixed when the booking was made.
  public let minutes: Int
  /// The counselor wished for: taken wherever free.
  public let wishedCounselor: CounselorID?
  /// How the application came.
  public let channel: Channel
  /// When it came.
  public let createdAt: Instant
  /// The person.
  public let seeker: Seeker
  /// Art. 2(2): device, camera and app are at hand.
  public let declarations: Declarations
  /// 希望日時, one to three.
  public let wishes: [Slot]
  /// 同席者 (Art. 12(3)).
  public let companions: [Companion]
  /// The offer in force, if any was made.
  public let offer: Offer?
  /// What was agreed, if anything was.
  public let agreement: Agreement?
  /// The answers on the environment, once they were given (Art. 5).
  public let environment: EnvironmentCheck?
  /// When the user last got in touch about the time agreed now (A8).
  public let contactedAt: Instant?
  /// When the user entered the meeting.
  public let joinedAt: Instant?
  /// When the session began.
  public let startedAt: Instant?
  /// When the session, or the booking, ended.
  public let endedAt: Instant?
  /// What the counselor noted at the end.
  public let outcome: String?
  /// 前日まで or 当日, of a cancellation by the user.
  public let cancellationClass: CancellationClass?
  /// The incident for which silence is nobody's fault (Art. 9); nil while the silence is not over, and without one.
  public let excusedBy: IncidentID?
  /// On what ground it was declined.
  public let declineGround: DeclineGround?
  /// Whether the name typed is another than the one known under the number.
  public let nameDiffers: Bool
  /// The booking in whose session this one was made (Art. 6(5)).
  public let parent: BookingID?

  /// The status that is written down; differs from `status` when a deadline has passed since.
  let writtenStatus: BookingStatus
  let writtenVersion: Int
  let offerNumber: Int?
  let lapsesAt: Instant?
  let noShowAt: Instant?
  /// When it was last moved to the time agreed now.
  let rescheduledAt: Instant?
}
