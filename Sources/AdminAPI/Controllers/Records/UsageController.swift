import Hummingbird
import OfficeStore
import Scheduling

/// 利用の記録 (Art. 7(1)): reported by MyPage, and read by nobody but a disclosure.
struct UsageController {
  let store: OfficeStore

  var operations: [Operation] {
    [
      Operation(
        .post, "/v1/offices/{office}/usage-events", "recordUsage",
        fields: ["unknown_booking": "/events", "in_the_future": "/events"], .office(.recordUsage, record))
    ]
  }

  private func record(_ call: OfficeCall) async throws -> Response {
    let reports = try call.body { $0.required("events", .array(of: .object(Self.report), count: UsageReport.batch)) }
    return Response(
      try await store.recordUsage(reports, call.command) { count in .json { $0.member("recorded", count) } })
  }

  private static func report(_ fields: inout FieldReader) -> UsageReport? {
    let date = fields.required("date", .text(.date))
    let hour = fields.required("hour", .integer(in: UsageBand.hours))
    let purpose = fields.required("purpose", .text(TextFormat<UsagePurpose>.choice))
    let access = fields.required("access", .text(TextFormat<UsageAccess>.choice))
    let booking = fields.optional("booking", .text(.id() as TextFormat<BookingID>))
    let device = fields.optional("device", .text(.line(UsageReport.longestDevice)))
    guard let date, let hour, let purpose, let access else { return nil }
    return UsageReport(
      band: UsageBand(date: date, hour: hour), purpose: purpose, access: access, booking: booking, device: device)
  }
}
