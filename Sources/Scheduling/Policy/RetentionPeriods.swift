/// How long an office keeps what, in months of the calendar; terms are kept for ever.
public struct RetentionPeriods: Sendable, Hashable {
  /// What identifies a device, sealed (article 7(2)); never longer than the events.
  public var usageDeviceMonths = 3
  /// Records of use (article 7(1)).
  public var usageEventMonths = 12
  /// Bookings, and persons without a younger one: what names anybody is blanked, the skeleton stays.
  public var bookingMonths = 36
  /// Audit, refusals and disclosures.
  public var recordMonths = 60

  /// What each may be set to.
  public enum Limits {
    /// Months of device identifiers.
    public static let usageDeviceMonths = 1...12
    /// Months of records of use.
    public static let usageEventMonths = 1...60
    /// Months of bookings.
    public static let bookingMonths = 12...120
    /// Months of audit and decisions.
    public static let recordMonths = 36...240
  }

  /// The defaults.
  public init() {}

  /// Throws `devicesOutliveUsage` when identifiers would be kept longer than what they belong to.
  public func check() throws(DomainError) {
    guard usageDeviceMonths <= usageEventMonths else { throw .devicesOutliveUsage }
  }
}
