import Scheduling

extension Booking {
  /// What the day's list points out about it, in the order of `BookingFlag`.
  public var flags: [BookingFlag] {
    BookingFlag.allCases.filter { flag in
      switch flag {
      case .environmentNo: environment?.answers.concerns.isEmpty == false
      case .environmentMissing: status == .confirmed && environment == nil
      case .companionLate: companions.contains(where: \.isLate)
      case .nameDiffers: nameDiffers
      case .contacted: contactedAt != nil
      case .joined: joinedAt != nil
      case .excused: excusedBy != nil
      }
    }
  }
}
