import OfficeStore
import Scheduling
import TestDatabase

/// An action of the fine print, with the statuses it is possible from and where it leads: written down a second time,
/// independently of the rules.
enum MatrixAction: CaseIterable {
  case offer, confirm, withdraw, decline, cancelByUser, cancelByOffice, reschedule, start, complete, terminate, followUp
  case contact, joined, environmentCheck, reverse, amend, reassign

  /// Where it leads from each status; nil where it is refused.
  func target(from status: BookingStatus) -> BookingStatus? {
    switch (self, status) {
    case (.offer, .received), (.offer, .offered): .offered
    case (.confirm, .offered): .confirmed
    case (.withdraw, .received), (.withdraw, .offered): .withdrawn
    case (.decline, .received), (.decline, .offered): .declined
    case (.cancelByUser, .confirmed): .cancelledByUser
    case (.cancelByOffice, .confirmed), (.cancelByOffice, .inSession): .cancelledByOffice
    case (.reschedule, .confirmed): .confirmed
    case (.start, .confirmed): .inSession
    case (.complete, .inSession): .held
    case (.terminate, .inSession): .terminated
    case (.followUp, .inSession), (.followUp, .held): .confirmed
    case (.contact, .confirmed), (.contact, .inSession), (.joined, .confirmed), (.joined, .inSession): status
    case (.environmentCheck, .received), (.environmentCheck, .offered), (.environmentCheck, .confirmed): status
    case (.reverse, .noShow): .inSession
    case (.amend, .received), (.amend, .offered), (.amend, .confirmed), (.amend, .inSession): status
    case (.reassign, .confirmed), (.reassign, .inSession): status
    default: nil
    }
  }

  /// How it is refused: past the deadline a confirmation is told so.
  func refusal(in status: BookingStatus) -> DomainError {
    self == .confirm && status == .lapsed ? .offerLapsed : .illegalTransition(current: status)
  }

  /// Does it to the booking of 17 September, 10:00.
  @discardableResult
  func perform(on id: BookingID, in office: TestOffice) async throws -> Booking {
    switch self {
    case .offer: try await office.offer(id, .september(18, 9))
    case .confirm: try await office.confirm(id, MatrixSituation.start)
    case .withdraw: try await office.withdraw(id)
    case .decline: try await office.decline(id)
    case .cancelByUser: try await office.cancel(id)
    case .cancelByOffice: try await office.cancel(id, by: .office, channel: nil)
    case .start: try await office.start(id)
    case .complete: try await office.complete(id)
    case .terminate: try await office.terminate(id)
    case .contact: try await office.contact(id)
    case .joined: try await office.join(id)
    case .environmentCheck: try await office.checkEnvironment(id, noTo: [.os])
    case .reverse: try await office.reverse(id)
    case .amend: try await office.amend(id) { $0.seeker.hasMyPage = false }
    case .reschedule: try await office.reschedule(id, to: .september(18, 9))
    case .followUp: try await office.followUp(id, .september(18, 9))
    case .reassign: try await office.reassign(id, Reassignment(room: try await Self.otherRoom(than: id, in: office)))
    }
  }
}

extension MatrixAction {
  private static func otherRoom(than booking: BookingID, in office: TestOffice) async throws -> RoomID? {
    let taken = try await office.read(booking).agreement?.room.id
    return try await office.rooms().first { $0 != taken }
  }
}
