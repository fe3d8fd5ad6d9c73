import OfficeStore
import Scheduling

/// What an office sets up to hold sessions with.
enum ResourceLimits {
  /// Unicode scalars of a name.
  static let name = 100
  /// Services a counselor may give.
  static let services = 0...50
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
        let name = fields.change("name", .text(.line(ResourceLimits.name)))
        return { room in if let name { room.name = name } }
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
        let name = fields.change("name", .text(.line(ResourceLimits.name)))
        let services = fields.change("services", .services)
        return { counselor in
          if let name { counselor.name = name }
          if let services { counselor.services = services }
        }
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
        let name = fields.change("name", .text(.line(ResourceLimits.name)))
        return { licence in if let name { licence.name = name } }
      },
      write: { json, licence in
        json.member("id", licence.id.description)
        json.member("vendor", licence.vendor.rawValue)
        json.member("name", licence.name)
      })
  }
}
