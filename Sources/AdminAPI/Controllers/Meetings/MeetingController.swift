import Hummingbird
import OfficeStore
import Scheduling

/// 会議情報: what leads into the meeting of a firm booking. No other answer of the API shows
/// it, but the message of details that the gateway fetches.
struct MeetingController {
  let store: OfficeStore

  var operations: [Operation] {
    [Operation(.get, "\(BookingController.path)/{id}/meeting", "getMeeting", .office(.readMeetings, read))]
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let id: BookingID = try call.id()
    let meeting = try await store.meeting(of: id, call.caller, call.office)
    return .json { json in
      json.member("booking", id.description)
      json.credentials(meeting.credentials)
      json.member("issued_at", meeting.issuedAt, in: call.office.zone)
    }
  }
}

extension JSONWriter {
  /// The vendor, and the vendor's own parts.
  fileprivate mutating func credentials(_ credentials: MeetingCredentials) {
    member("vendor", credentials.vendor.rawValue)
    switch credentials {
    case .zoom(let meetingID, let passcode, let url):
      member("meeting_id", meetingID)
      member("passcode", passcode)
      member("url", url)
    case .teleOffice(let server, let accessCode, let url):
      member("server", server)
      member("access_code", accessCode)
      member("url", url)
    }
  }
}
