import OfficeStore
import Scheduling

extension JSONWriter {
  /// The members of a disclosure.
  mutating func disclosure(_ disclosure: Disclosure, in zone: OfficeZone) {
    member("id", disclosure.id.description)
    member("kind", disclosure.kind.rawValue)
    member("status", disclosure.status.rawValue)
    member("legal_basis", disclosure.legalBasis)
    member("requester", disclosure.requester)
    scope(disclosure.scope)
    member("requested_at", disclosure.requestedAt, in: zone)
    member("due_at", disclosure.dueAt, in: zone)
    member("created_at", disclosure.createdAt, in: zone)
    member("created_by", disclosure.createdBy)
    member("extended", object: disclosure.extended) { $0.act($1, in: zone) }
    member("approved", object: disclosure.approved) { $0.act($1, in: zone) }
    member("refused", object: disclosure.refused) { $0.act($1, in: zone) }
    member("given", object: disclosure.given) { $0.act($1, in: zone) }
    member("exports", objects: disclosure.exports) { json, export in
      json.member("at", export.at, in: zone)
      json.member("by", export.by)
      json.member("sha256", export.sha256)
    }
  }

  /// The members of what a disclosure reaches.
  mutating func document(_ document: DisclosureDocument, of office: Office) {
    member("disclosure", document.disclosure.id.description)
    member("office", office.code.text)
    member("kind", document.disclosure.kind.rawValue)
    member("legal_basis", document.disclosure.legalBasis)
    scope(document.disclosure.scope)
    member("made_at", document.madeAt, in: office.zone)
    for section in document.sections {
      name(section.name)
      raw(section.json)
    }
    guard let devices = document.devices else { return member("devices", nil as String?) }
    member("devices", objects: devices) { json, device in
      json.member("date", device.date.iso)
      json.member("device_digest", device.digest)
      json.member("device", device.identifier)
    }
  }

  private mutating func scope(_ scope: Disclosure.Scope) {
    var (seeker, booking): (SeekerID?, BookingID?) = (nil, nil)
    var days: (from: CivilDate, until: CivilDate)?
    switch scope {
    case .person(let id): seeker = id
    case .booking(let id): booking = id
    case .use(let from, let until): days = (from, until)
    }
    member("seeker", seeker?.description)
    member("booking", booking?.description)
    member("period", object: days) { json, days in
      json.member("from", days.from.iso)
      json.member("until", days.until.iso)
    }
  }

  private mutating func act(_ act: Disclosure.Act, in zone: OfficeZone) {
    member("at", act.at, in: zone)
    member("by", act.by)
    member("reason", act.reason)
  }
}
