import OfficeStore
import Scheduling

extension UnavailabilityController<IdentifierKind.Absence> {
  /// 不在
  static func absences(_ store: OfficeStore) -> Self {
    UnavailabilityController(
      collection: "absences", name: "Absence", plural: "Absences", items: store.absences,
      resource: { fields in
        fields.required("counselor", .text(.id() as TextFormat<CounselorID>)).map { .counselor($0) }
      },
      filter: { parameters in
        parameters.optional("counselor", .id() as TextFormat<CounselorID>).map { .counselor($0) }
      })
  }
}

extension UnavailabilityController<IdentifierKind.Maintenance> {
  /// 保守. Of a room or of a licence.
  static func maintenances(_ store: OfficeStore) -> Self {
    UnavailabilityController(
      collection: "maintenance", name: "Maintenance", plural: "Maintenances", items: store.maintenances,
      resource: { fields in
        if fields.has("room") == fields.has("licence") { fields.report(.oneOf(["room", "licence"]), at: "room") }
        let room = fields.change("room", .text(.id() as TextFormat<RoomID>)).map { SessionResource.room($0) }
        let licence = fields.change("licence", .text(.id() as TextFormat<LicenceID>)).map {
          SessionResource.licence($0)
        }
        return room ?? licence
      },
      filter: { parameters in
        let room = parameters.optional("room", .id() as TextFormat<RoomID>).map { SessionResource.room($0) }
        let licence = parameters.optional("licence", .id() as TextFormat<LicenceID>)
          .map { SessionResource.licence($0) }
        if room != nil, licence != nil { parameters.report(.oneOf(["room", "licence"]), at: "room") }
        return room ?? licence
      })
  }
}
