import NIOConcurrencyHelpers
import OfficeStore

/// Which offices are being served here, and how their targets do.
final class Desks: Sendable {
  /// What may be sent to a target at one moment.
  struct Turn {
    /// How many messages at a time.
    let allowance: Int
    /// Whether they go to see if a target that was left alone answers again.
    let isProbe: Bool
  }

  private struct Desk {
    var isOpen = false
    var circuit = Circuit()
    /// Whether the target has taken something since it was last left alone, or since this relay began.
    var isProven = false
  }

  private let desks = NIOLockedValueBox<[Int32: Desk]>([:])

  /// False when somebody serves the office, or its target is not worth trying.
  func open(_ office: Office) -> Bool {
    desks.withLockedValue { desks in
      var desk = desks[office.id] ?? Desk()
      guard !desk.isOpen, desk.circuit.allowance(at: .now, usually: 1) > 0 else { return false }
      desk.isOpen = true
      desks[office.id] = desk
      return true
    }
  }

  func close(_ office: Office) { desks.withLockedValue { $0[office.id]?.isOpen = false } }

  func turn(of office: Office, usually: Int) -> Turn {
    desks.withLockedValue { desks in
      let circuit = desks[office.id]?.circuit ?? Circuit()
      return Turn(allowance: circuit.allowance(at: .now, usually: usually), isProbe: circuit.isShut)
    }
  }

  /// How long the office's target is still left alone; nil when it is not.
  func rest(of office: Office) -> Duration? {
    let until = desks.withLockedValue { $0[office.id]?.circuit.closedUntil }
    return until.map { max(.zero, $0 - ContinuousClock.now) }
  }

  /// True the first time since the target was left alone, or since this relay began: something may wait for it.
  func noteSuccess(of office: Office) -> Bool {
    desks.withLockedValue { desks in
      var desk = desks[office.id] ?? Desk()
      defer { desks[office.id] = desk }
      desk.circuit.noteSuccess()
      let isBack = !desk.isProven
      desk.isProven = true
      return isBack
    }
  }

  func note(_ failure: DeliveryFailure, of office: Office) {
    guard failure.cause == .target else { return }
    desks.withLockedValue { desks in
      var desk = desks[office.id] ?? Desk()
      desk.circuit.noteFailure(at: .now, chance: .random(in: 0..<1))
      if desk.circuit.isShut { desk.isProven = false }
      desks[office.id] = desk
    }
  }
}
