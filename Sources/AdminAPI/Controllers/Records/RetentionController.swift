import Hummingbird
import OfficeStore
import Scheduling

/// How long an office keeps what, and the proofs of what went.
struct RetentionController {
  let store: OfficeStore

  private static let path = "/v1/offices/{office}/retention"

  var operations: [Operation] {
    [
      Operation(.get, Self.path, "getRetention", .office(.readDisclosures, read)),
      Operation(
        .patch, Self.path, "updateRetention", fields: ["devices_outlive_usage": "/usage_device_months"],
        .office(.managePolicy, update)),
      Operation(.get, "\(Self.path)/runs", "listRetentionRuns", takesQuery: true, .office(.readDisclosures, runs)),
    ]
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let periods = try await store.retention(call.caller, call.office)
    return .json { Self.write(&$0, periods) }
  }

  private func update(_ call: OfficeCall) async throws -> Response {
    let changes = try call.body(Self.changes)
    let reply = try await store.updateRetention(call.command, change: changes.apply) { periods in
      .json { Self.write(&$0, periods) }
    }
    return Response(reply)
  }

  private func runs(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(TextFormat<Arrival<IdentifierKind.RetentionRun>>.arrival()) }
    let found = try await store.retentionRuns(limit: page.limit, after: page.after, call.caller, call.office)
    return Page(found, limit: page.limit) { Arrival(at: $0.startedAt, id: $0.id).cursor }
      .response(to: call) { json, run in
        json.member("id", run.id.description)
        json.name("until")
        json.raw(run.until)
        json.name("counts")
        json.raw(run.counts)
        json.member("digest", run.digest)
        json.member("started_at", run.startedAt, in: call.office.zone)
        json.member("started_by", run.startedBy)
        json.member("finished_at", run.finishedAt, in: call.office.zone)
      }
  }

  private static func changes(_ fields: inout FieldReader) -> FieldChanges<RetentionPeriods>? {
    typealias Limits = RetentionPeriods.Limits
    var changes = FieldChanges<RetentionPeriods>()
    changes.set(\.usageDeviceMonths, fields.change("usage_device_months", .integer(in: Limits.usageDeviceMonths)))
    changes.set(\.usageEventMonths, fields.change("usage_event_months", .integer(in: Limits.usageEventMonths)))
    changes.set(\.bookingMonths, fields.change("booking_months", .integer(in: Limits.bookingMonths)))
    changes.set(\.recordMonths, fields.change("record_months", .integer(in: Limits.recordMonths)))
    return changes
  }

  private static func write(_ json: inout JSONWriter, _ periods: RetentionPeriods) {
    json.member("usage_device_months", periods.usageDeviceMonths)
    json.member("usage_event_months", periods.usageEventMonths)
    json.member("booking_months", periods.bookingMonths)
    json.member("record_months", periods.recordMonths)
  }
}
