extension Inspection {
  /// Every value of every table.
  func tables(_ dump: [UInt8]) -> Place {
    var place = Place("tables", "values")
    var rows: [String: Int] = [:]
    TableDump.forEachRow(of: dump) { row in
      rows[row.table, default: 0] += 1
      for (column, text) in row.values {
        let name = "\(row.table).\(column)"
        place.look(through: text, for: search, at: "\(name), row \(rows[row.table] ?? 0)") { needle in
          guard needle.kind.isOfPerson, WhereItBelongs.columns[name] != nil else { return false }
          // a message is about one booking, and tells of nobody else
          guard row.table == "messages" else { return true }
          return needle.isPart(of: belongings.persons(of: [row["booking_id"] ?? ""]))
        }
      }
    }
    return place
  }
}
