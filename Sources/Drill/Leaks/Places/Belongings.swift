import Postgres
import Stage

/// What belongs to whom: persons' values to their bookings, meetings to the licences that bookings were given.
struct Belongings: Sendable {
  /// What was entered for meetings of a licence; one of a pool is of one booking.
  struct Meeting: Sendable {
    let licence: String
    let values: Set<String>
    let isPooled: Bool
  }

  /// Names, readings and numbers by the id of a booking or a person.
  private(set) var persons: [String: Set<String>] = [:]
  /// Ids of licences by a booking's id.
  private(set) var licences: [String: Set<String>] = [:]
  private(set) var meetings: [Meeting] = []
  /// What identifies devices by the booking that they were used for.
  private(set) var devices: [String: Set<String>] = [:]

  mutating func add(person values: [String], to id: String) { persons[id, default: []].formUnion(values) }
  mutating func add(licence: String, to booking: String) { licences[booking, default: []].insert(licence) }
  mutating func add(_ meeting: Meeting) { meetings.append(meeting) }
  mutating func add(device: String, to booking: String) { devices[booking, default: []].insert(device) }

  /// What the ids' persons are called and known by.
  func persons(of ids: [String]) -> Set<String> {
    ids.reduce(into: []) { $0.formUnion(persons[$1.lowercased()] ?? []) }
  }

  /// What leads into a booking's meetings.
  func meetingSecrets(of booking: String) -> Set<String> {
    let own = licences[booking] ?? []
    return meetings.filter { own.contains($0.licence) }.reduce(into: []) { $0.formUnion($1.values) }
  }
}

extension Belongings {
  /// Adds what the database says: who is whose, and which licence each booking had.
  mutating func read(from database: Database) async throws {
    let connection = try await database.connect()
    let persons = try await connection.run(
      Statement(
        """
        SELECT b.id::text, s.id::text, ARRAY[
          b.seeker_name, b.seeker_kana, coalesce(b.seeker_number_typed, ''), s.name, s.kana,
          coalesce(s.job_seeker_number, '')]
        FROM bookings b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
        """))
    for row in persons {
      let values = try row.decode(2, as: [String].self).filter { !$0.isEmpty }
      for column in 0...1 { add(person: values, to: try row.decode(column)) }
    }
    for row in try await connection.run(Statement("SELECT DISTINCT booking_id::text, licence_id::text FROM meetings")) {
      add(licence: try row.decode(1), to: try row.decode(0))
    }
  }
}
