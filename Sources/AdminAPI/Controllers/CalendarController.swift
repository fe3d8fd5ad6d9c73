import Hummingbird
import OfficeStore
import Scheduling

/// 開庁日: which days the office is open, and why not.
struct CalendarController {
  let store: OfficeStore

  var operations: [Operation] {
    [
      Operation(
        .get, "/v1/offices/{office}/calendar", "getCalendar", takesQuery: true,
        fields: ["range_empty": "?to", "range_too_long": "?to"], .office(.readAvailability, read))
    ]
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let asked = try call.query { query -> (from: CivilDate, to: CivilDate)? in
      let from = query.required("from", .date)
      let to = query.required("to", .date)
      guard let from, let to else { return nil }
      return (from, to)
    }
    let range = try AvailabilityRange(from: asked.from, to: asked.to)
    let days = try await store.calendar(in: range, call.caller, call.office)
    return .json { json in
      json.member("days", objects: days) { json, day in
        json.member("date", day.date.iso)
        json.member("open", day.kind.isOpen)
        json.member("kind", day.kind.rawValue)
        json.member("windows", strings: day.windows.map(\.description))
        json.member("holiday", day.holiday?.name)
        json.member("provisional", day.holiday?.isProvisional ?? false)
      }
    }
  }
}
