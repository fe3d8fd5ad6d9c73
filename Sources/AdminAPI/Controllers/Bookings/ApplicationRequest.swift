import OfficeStore
import Scheduling

/// The body of an application (article 6(2)).
enum ApplicationRequest {
  /// Unicode scalars of a free text.
  static let longestNote = 2000
  /// Companions that one application may announce.
  static let companionCount = 0...10

  static func read(_ fields: inout FieldReader) -> Application? {
    let service = fields.required("service", .text(.service))
    let channel = fields.required("channel", .text(.contactChannel))
    // The preamble: applying is deemed consent, so the terms must have been pointed out.
    if fields.required("terms_acknowledged", .bool) == false {
      fields.report(.termsNotAcknowledged, at: "terms_acknowledged")
    }
    let seeker = fields.required("seeker", .object(person))
    let declarations = fields.required("declarations", .object(declared))
    let wishes = fields.required("wishes", .array(of: .object(start), count: Wishes.count))
    let counselor = fields.optional("counselor", .text(.id() as TextFormat<CounselorID>))
    let companions = fields.optional("companions", .array(of: .object(companion), count: companionCount)) ?? []
    guard let service, let channel, let seeker, let declarations, let wishes else { return nil }
    return Application(
      service: service, channel: channel, seeker: seeker, declarations: declarations, wishes: wishes,
      counselor: counselor, companions: companions)
  }

  /// A time that is named by its start alone; the service knows its length.
  static func start(_ fields: inout FieldReader) -> Instant? {
    fields.required("start", .text(.instant))
  }

  private static func person(_ fields: inout FieldReader) -> Application.Person? {
    let name = fields.required("name", .text(.personName))
    let kana = fields.required("kana", .text(.kana))
    let number = fields.optional("job_seeker_number", .text(.jobSeekerNumber))
    let registration = fields.required("registration_kind", .text(TextFormat<RegistrationKind>.choice))
    let hasMyPage = fields.required("my_page", .bool)
    guard let name, let kana, let registration, let hasMyPage else { return nil }
    return .init(
      name: name.text, kana: kana, number: number, registrationKind: registration, hasMyPage: hasMyPage)
  }

  private static func declared(_ fields: inout FieldReader) -> Declarations? {
    let device = fields.required("device", .bool)
    let camera = fields.required("camera", .bool)
    let app = fields.required("app", .bool)
    guard let device, let camera, let app else { return nil }
    return Declarations(device: device, camera: camera, app: app)
  }

  /// Somebody who comes along; whether that was said in time is for the office to say.
  static func companion(_ fields: inout FieldReader) -> Companion? {
    let role = fields.required("role", .text(TextFormat<CompanionRole>.choice))
    let language = fields.optional("language", .text(.line(35)))
    let note = fields.optional("note", .text(.note(longestNote)))
    return role.map { Companion(role: $0, language: language, note: note) }
  }
}
