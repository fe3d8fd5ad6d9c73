import OfficeStore
import Scheduling
import TestDatabase

/// What may be done to a booking.
enum HistoryAction: CaseIterable {
  case offer, confirm, start, complete, cancelByUser, cancelByOffice
  case withdraw, decline, terminate, contact, join, checkEnvironment, reverse, amend
}

/// The life of one booking as the terms tell it, without a database: what the store is compared with.
struct HistoryModel {
  private(set) var status = BookingStatus.received
  /// When the session is due, once it is agreed.
  private(set) var start: Instant?
  /// The times that can be confirmed.
  private(set) var offered: [Instant] = []
  private var deadline: Instant?
  /// Whether the user got in touch or entered the meeting.
  private var wasHeard = false
  private var now = Instant.september(16, 9)

  /// What the clock decides (Art. 6(4), 6(6)).
  mutating func pass(to now: Instant) {
    self.now = now
    if status == .offered, let deadline, now >= deadline { status = .lapsed }
    if status == .confirmed, !wasHeard, let start, now >= start.adding(minutes: 10) { status = .noShow }
  }

  /// The status after the action, nil when the status forbids it.
  func status(after action: HistoryAction) -> BookingStatus? {
    switch (status, action) {
    case (.received, .offer), (.offered, .offer): .offered
    case (.offered, .confirm): .confirmed
    case (.confirmed, .start): .inSession
    case (.inSession, .complete): .held
    case (.confirmed, .cancelByUser): .cancelledByUser
    case (.confirmed, .cancelByOffice), (.inSession, .cancelByOffice): .cancelledByOffice
    case (.received, .withdraw), (.offered, .withdraw): .withdrawn
    case (.received, .decline), (.offered, .decline): .declined
    case (.inSession, .terminate): .terminated
    case (.confirmed, .contact), (.inSession, .contact), (.confirmed, .join), (.inSession, .join): status
    case (.received, .checkEnvironment), (.offered, .checkEnvironment), (.confirmed, .checkEnvironment): status
    case (.noShow, .reverse): start.map { now < $0.adding(minutes: 30) } == true ? .inSession : .held
    case (.received, .amend), (.offered, .amend), (.confirmed, .amend), (.inSession, .amend): status
    default: nil
    }
  }

  /// How the store refuses what the status forbids.
  func refusal(of action: HistoryAction) -> DomainError {
    status == .lapsed && action == .confirm ? .offerLapsed : .illegalTransition(current: status)
  }

  /// Follows what the store did.
  mutating func follow(_ booking: Booking, to next: BookingStatus) {
    status = next
    wasHeard = booking.contactedAt != nil || booking.joinedAt != nil
    deadline = booking.offer?.deadline
    offered = next == .offered ? booking.offer?.slots.map(\.start) ?? [] : []
    start = booking.agreement?.slot.start
  }

  /// What an allowed action may be refused for by circumstances.
  static func isCircumstance(_ error: DomainError) -> Bool {
    switch error {
    case .slotTaken, .seekerBusy, .busy, .notOffered, .pastCutoff, .tooEarly, .slot, .environmentCheckMissing: true
    default: false
    }
  }
}

extension HistoryAction {
  /// Does it; `start` is the time it is about, where it is about one.
  func perform(on id: BookingID, at start: Instant, in office: TestOffice) async throws(DomainError) -> Booking {
    switch self {
    case .offer: try await office.offer(id, start, start.adding(minutes: 60))
    case .confirm: try await office.confirm(id, start)
    case .start: try await office.start(id)
    case .complete: try await office.complete(id)
    case .cancelByUser: try await office.cancel(id)
    case .cancelByOffice: try await office.cancel(id, by: .office, channel: nil)
    case .withdraw: try await office.withdraw(id)
    case .decline: try await office.decline(id)
    case .terminate: try await office.terminate(id)
    case .contact: try await office.contact(id)
    case .join: try await office.join(id)
    case .checkEnvironment: try await office.checkEnvironment(id)
    case .reverse: try await office.reverse(id)
    case .amend: try await office.amend(id) { $0.companions = [Companion(role: .helper)] }
    }
  }
}
