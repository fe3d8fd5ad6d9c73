import OfficeStore
import Scheduling

/// How much is taken of what an office sets up.
public enum ResourceLimits {
  /// Unicode scalars of a name.
  public static let name = 100
  /// Unicode scalars of a reason for a closure.
  public static let reason = 500
  /// Services a counselor may give.
  public static let services = 0...50
}

extension ResourceController<Room> {
  /// 個室ブース
  static func rooms(_ store: OfficeStore) -> Self {
    ResourceController(
      collection: "rooms", name: "Room", resources: store.rooms,
      create: { fields in
        fields.required("name", .text(.line(ResourceLimits.name))).map { Room(name: $0) }
      },
      change: { fields in
        var changes = FieldChanges<Room>()
        changes.set(\.name, fields.change("name", .text(.line(ResourceLimits.name))))
        return changes
      },
      write: { json, room in
        json.member("id", room.id.description)
        json.member("name", room.name)
      })
  }
}

extension ResourceController<Counselor> {
  /// 職業相談員
  static func counselors(_ store: OfficeStore) -> Self {
    ResourceController(
      collection: "counselors", name: "Counselor", resources: store.counselors,
      fields: ["duplicate_name": "/name", "unknown_service": "/services"],
      create: { fields in
        let name = fields.required("name", .text(.line(ResourceLimits.name)))
        let services = fields.required("services", .services)
        guard let name, let services else { return nil }
        return Counselor(name: name, services: services)
      },
      change: { fields in
        var changes = FieldChanges<Counselor>()
        changes.set(\.name, fields.change("name", .text(.line(ResourceLimits.name))))
        changes.set(\.services, fields.change("services", .services))
        return changes
      },
      write: { json, counselor in
        json.member("id", counselor.id.description)
        json.member("name", counselor.name)
        json.member("services", strings: counselor.services)
      })
  }
}

extension FieldType<[String]> {
  /// Codes of services, each once and in order, as they are read back.
  fileprivate static var services: FieldType {
    let list = FieldType.array(of: .text(.service), count: ResourceLimits.services)
    return FieldType { json, pointer, errors in list.read(json, pointer, errors).map { Set($0).sorted() } }
  }
}

extension ResourceController<Licence> {
  /// 会議ライセンス. Its vendor never changes.
  static func licences(_ store: OfficeStore) -> Self {
    ResourceController(
      collection: "licences", name: "Licence", resources: store.licences,
      create: { fields in
        let vendor = fields.required("vendor", .text(TextFormat<Vendor>.choice))
        let name = fields.required("name", .text(.line(ResourceLimits.name)))
        guard let vendor, let name else { return nil }
        return Licence(vendor: vendor, name: name)
      },
      change: { fields in
        var changes = FieldChanges<Licence>()
        changes.set(\.name, fields.change("name", .text(.line(ResourceLimits.name))))
        return changes
      },
      write: { json, licence in
        json.member("id", licence.id.description)
        json.member("vendor", licence.vendor.rawValue)
        json.member("name", licence.name)
      })
  }
}

extension ResourceController<OfficeService> {
  /// The kinds of sessions that the office gives. A code never changes.
  static func services(_ store: OfficeStore) -> Self {
    ResourceController(
      collection: "services", name: "Service", resources: store.services,
      fields: ["already_exists": "/code"], managing: .manageServices,
      create: { fields in
        let code = fields.required("code", .text(.serviceCode))
        let nameJa = fields.required("name_ja", .text(.line(ResourceLimits.name)))
        let nameEn = fields.optional("name_en", .text(.line(ResourceLimits.name)))
        let minutes = fields.required("minutes", .integer(in: ServiceType.minutesRange))
        guard let code, let nameJa, let minutes else { return nil }
        return OfficeService(ServiceType(code: code, nameJa: nameJa, nameEn: nameEn ?? nameJa, minutes: minutes))
      },
      change: { fields in
        var changes = FieldChanges<OfficeService>()
        changes.set(\.type.nameJa, fields.change("name_ja", .text(.line(ResourceLimits.name))))
        changes.set(\.type.nameEn, fields.change("name_en", .text(.line(ResourceLimits.name))))
        changes.set(\.type.minutes, fields.change("minutes", .integer(in: ServiceType.minutesRange)))
        return changes
      },
      write: { json, service in
        json.member("id", service.id.description)
        json.member("code", service.type.code.text)
        json.member("name_ja", service.type.nameJa)
        json.member("name_en", service.type.nameEn)
        json.member("minutes", service.type.minutes)
      })
  }
}
