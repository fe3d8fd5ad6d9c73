import Hummingbird
import OfficeStore
import Scheduling

/// 個室の予約: a room that somebody needs for anything but a session.
struct ReservationController {
  let store: OfficeStore

  private static let collection = "room-reservations"
  private static let path = "/v1/offices/{office}/\(collection)"

  var operations: [Operation] {
    let fields = [
      "unknown_room": "/room", "slot": "/start", "range_empty": "/end", "range_too_long": "/end",
      "series_empty": "/repeat/until", "series_too_long": "/repeat", "overlapping_slots": "/repeat",
    ]
    let one = "\(Self.path)/{id}"
    return [
      Operation(.get, Self.path, "listRoomReservations", takesQuery: true, .office(.readOffice, list)),
      Operation(.post, Self.path, "reserveRoom", fields: fields, .office(.reserveRooms, reserve)),
      Operation(.get, one, "getRoomReservation", .office(.readOffice, read)),
      Operation(.patch, one, "changeRoomReservation", fields: fields, .office(.reserveRooms, change)),
      Operation(.delete, one, "dropRoomReservation", takesQuery: true, .office(.reserveRooms, drop)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let (query, room, series) = try call.query { parameters in
      let query = TimeQuery(&parameters, in: call.office.zone)
      let room = parameters.optional("room", .id() as TextFormat<RoomID>)
      return (query, room, parameters.optional("series", .id() as TextFormat<ReservationSeriesID>))
    }
    let found = try await store.reservations(query, room: room, series: series, call.caller, call.office)
    return Page(found, limit: query.limit) { TimeQuery.Position(start: $0.slot.start, id: $0.id.uuid).cursor }
      .response(to: call) { $0.reservation($1, in: call.office.zone) }
  }

  private func reserve(_ call: OfficeCall) async throws -> Response {
    let request = try call.body(ReservationRequests.create)
    let zone = call.office.zone
    let reply = try await store.reserve(request, call.command) { reservations in
      guard let first = reservations.first else { return .noContent }
      return .created(at: call.path(Self.collection, first.id)) { json in
        json.reservation(first, in: zone)
        if first.series != nil {
          json.member("occurrences", objects: reservations) { $0.reservation($1, in: zone) }
        }
      }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let reservation = try await store.reservation(try call.id(), call.caller, call.office)
    return .json { $0.reservation(reservation, in: call.office.zone) }
  }

  private func change(_ call: OfficeCall) async throws -> Response {
    let change = try call.body(ReservationRequests.change)
    let reply = try await store.changeReservation(try call.id(), change, call.command) { reservation in
      .json { $0.reservation(reservation, in: call.office.zone) }
    }
    return Response(reply)
  }

  private func drop(_ call: OfficeCall) async throws -> Response {
    let scope = try call.query { parameters in
      parameters.optional("scope", TextFormat<ReservationScope>.choice) ?? .occurrence
    }
    return Response(try await store.dropReservation(try call.id(), scope, call.command) { .noContent })
  }
}

extension JSONWriter {
  /// The members of a room reservation.
  fileprivate mutating func reservation(_ reservation: RoomReservation, in zone: OfficeZone) {
    member("id", reservation.id.description)
    member("series", reservation.series?.description)
    member("room", object: reservation.room) { $0.named($1) }
    times(of: reservation.slot, in: zone)
    member("purpose", reservation.purpose)
    member("created_at", reservation.createdAt, in: zone)
    member("created_by", reservation.createdBy)
  }
}
