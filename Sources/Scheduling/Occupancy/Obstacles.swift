/// What besides bookings stands in the way of a reservation, an absence or a maintenance.
public struct Obstacles: Sendable, Hashable {
  /// Room reservations.
  public var reservations: [ReservationID] = []
  /// Absences of the counselor.
  public var absences: [AbsenceID] = []
  /// Maintenances of the room or licence.
  public var maintenances: [MaintenanceID] = []
  /// Which occurrences of a series meet something, counted from 0.
  public var occurrences: [Int] = []

  /// Nothing.
  public init() {}
}
