import Scheduling
import Testing

@Suite struct RetentionPeriodsTests {
  @Test func `the defaults are a year of use, three of bookings, five of records, and a quarter of devices`() throws {
    let periods = RetentionPeriods()
    try periods.check()
    #expect(
      [periods.usageDeviceMonths, periods.usageEventMonths, periods.bookingMonths, periods.recordMonths] == [
        3, 12, 36, 60,
      ])
  }

  @Test func `what identifies a device is never kept longer than its use`() throws {
    var periods = RetentionPeriods()
    (periods.usageDeviceMonths, periods.usageEventMonths) = (6, 6)
    try periods.check()
    periods.usageDeviceMonths = 7
    #expect(throws: DomainError.devicesOutliveUsage) { try periods.check() }
  }
}
