import OfficeStore
import Scheduling

/// The body of a correction: what is left out stays.
enum AmendRequest {
  static func read(_ fields: inout FieldReader) -> Amendment? {
    var amendment = Amendment()
    if let seeker = fields.change("seeker", .object(person)) { amendment.seeker = seeker }
    if let declared = fields.change("declarations", .object(declarations)) {
      (amendment.device, amendment.camera, amendment.app) = declared
    }
    amendment.wishes = fields.change("wishes", .array(of: .object(ApplicationRequest.start), count: Wishes.count))
    amendment.companions = fields.change(
      "companions", .array(of: .object(ApplicationRequest.companion), count: ApplicationRequest.companionCount))
    return amendment
  }

  private static func person(_ fields: inout FieldReader) -> Amendment.Person? {
    var person = Amendment.Person()
    person.name = fields.change("name", .text(.personName))?.text
    person.kana = fields.change("kana", .text(.kana))
    person.number = fields.change("job_seeker_number", .text(.jobSeekerNumber))
    person.registrationKind = fields.change("registration_kind", .text(TextFormat<RegistrationKind>.choice))
    person.hasMyPage = fields.change("my_page", .bool)
    return person
  }

  private static func declarations(_ fields: inout FieldReader) -> (device: Bool?, camera: Bool?, app: Bool?)? {
    (fields.change("device", .bool), fields.change("camera", .bool), fields.change("app", .bool))
  }
}
