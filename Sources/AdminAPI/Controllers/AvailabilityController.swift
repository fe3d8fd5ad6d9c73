import Hummingbird
import OfficeStore
import Scheduling

/// 空き状況: which times of an office can still be booked.
struct AvailabilityController {
  let store: OfficeStore

  var operations: [Operation] {
    [
      Operation(
        .get, "/v1/offices/{office}/availability", "getAvailability", takesQuery: true,
        fields: [
          "unknown_service": "?service", "unknown_counselor": "?counselor", "range_empty": "?to",
          "range_too_long": "?to",
        ],
        .office(.readAvailability, read))
    ]
  }

  /// What is asked for; `to` is exclusive.
  private struct Question {
    let service: String
    let from: CivilDate
    let to: CivilDate
    let vendor: Vendor?
    let counselor: CounselorID?

    init?(_ query: inout QueryReader) {
      let service = query.required("service", .service)
      let from = query.required("from", .date)
      let to = query.required("to", .date)
      vendor = query.optional("vendor", TextFormat<Vendor>.choice)
      counselor = query.optional("counselor", .id())
      guard let service, let from, let to else { return nil }
      (self.service, self.from, self.to) = (service, from, to)
    }
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let question = try call.query { Question(&$0) }
    let range = try AvailabilityRange(from: question.from, to: question.to)
    let slots = try await store.availability(
      of: question.service, in: range, vendor: question.vendor, counselor: question.counselor, call.caller, call.office)
    return .json { json in
      json.member("slots", objects: slots) { json, available in
        json.times(of: available.slot, in: call.office.zone)
        json.member("free", available.free)
        json.member("vendors", strings: available.vendors.map(\.rawValue))
      }
    }
  }
}
