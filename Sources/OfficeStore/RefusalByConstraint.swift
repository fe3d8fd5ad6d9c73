import Scheduling

/// Constraint → domain error: every constraint that input can reach after validation stands here. `docs/errors.md` shows
/// it beside the codes.
public enum RefusalByConstraint {
  /// What a violation means, by the constraint's name.
  public static let all: [String: DomainError] = [
    "allocations_counselor_is_free": .slotTaken(bookings: []),
    "allocations_room_is_free": .slotTaken(bookings: []),
    "allocations_licence_is_free": .slotTaken(bookings: []),
    "allocations_seeker_is_free": .seekerBusy,
    "counselors_name_key": .duplicateName,
    "rooms_name_key": .duplicateName,
    "licences_name_key": .duplicateName,
    "services_code_key": .alreadyExists,
    "closures_one_a_day": .alreadyExists,
    "weekly_hours_never_overlap": .overlappingWindows,
    "counselor_services_service_fkey": .unknownService,
    "staff_name_key": .duplicateName,
    "staff_counselor_fkey": .unknownCounselor,
    "refusals_one_at_a_time": .refusalOverlaps,
    "refusals_seeker_fkey": .unknownSeeker,
    "weekly_hours_validity_is_ordered": .rangeEmpty,
    "bookings_blanked_are_closed": .blanked,
    "tasks_blanked_are_closed": .blanked,
    "incidents_blanked_are_closed": .blanked,
    "refusals_blanked_are_closed": .blanked,
    "absences_blanked_are_closed": .blanked,
    "room_reservations_blanked_are_closed": .blanked,
    "maintenances_blanked_are_closed": .blanked,
    "disclosures_blanked_are_closed": .blanked,
    "tasks_booking_fkey": .unknownBooking,
    "meeting_pool_each_once": .alreadyInPool,
    "message_templates_one_a_version": .busy(retryAfterMilliseconds: 100),
    "message_templates_one_in_use": .busy(retryAfterMilliseconds: 100),
    "usage_events_booking_fkey": .unknownBooking,
    "disclosures_booking_fkey": .unknownBooking,
    "disclosures_seeker_fkey": .unknownSeeker,
    "bookings_service_fkey": .unknownService,
    "terms_versions_one_per_instant": .alreadyExists,
    "terms_versions_initial_is_first": .notTheFirstVersion,
  ]
}
