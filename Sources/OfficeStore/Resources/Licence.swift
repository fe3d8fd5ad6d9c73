import Postgres
import Scheduling

/// 会議ライセンス: one meeting at a time (Art. 4).
public struct Licence: OfficeResource {
  /// Unique within the office.
  public let id: LicenceID
  /// Whose it is; never changes.
  public let vendor: Vendor
  /// What the office calls it, 1–100 characters, unique among those in use.
  public var name: String

  /// A new licence.
  public init(vendor: Vendor, name: String) { self.init(id: LicenceID(), vendor: vendor, name: name) }

  init(id: LicenceID, vendor: Vendor, name: String) {
    self.id = id
    self.vendor = vendor
    self.name = name
  }
}

extension OfficeStore {
  /// The office's licences.
  public var licences: Resources<Licence> { Resources(store: self, table: Licence.table) }
}

extension Licence: NamedResource {
  func replacing(_ known: Licence) -> Licence { Licence(id: known.id, vendor: vendor, name: name) }
}

extension Licence {
  static let table = ResourceTable<Licence>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, vendor, name FROM licences
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR (name, id) > (SELECT last.name, last.id FROM licences last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY name, id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        "SELECT id, vendor, name FROM licences WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM licences WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { licence, session in
      [
        Statement(
          "INSERT INTO licences (office_id, id, vendor, name) VALUES ($1, $2, $3, $4)",
          session.office.id, licence.id, licence.vendor, licence.name)
      ]
    },
    update: { licence, session in
      [
        Statement(
          "UPDATE licences SET name = $3 WHERE office_id = $1 AND id = $2", session.office.id, licence.id, licence.name)
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE licences SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    resource: { .licence($0) },
    decode: { row in Licence(id: try row.decode(0), vendor: try row.decode(1), name: try row.decode(2)) })
}
