import AdminAPI
import Messaging
import Scheduling

extension QueueWatch {
  /// Writes the outbox's gauges, the same on every machine; none while the outbox cannot be looked at.
  ///
  /// - Parameter now: by the service's clock.
  func render(into text: inout PrometheusText, at now: Instant) {
    guard let sight else { return }
    text.family("madoguchi_queue_pending", "gauge", "Messages of all offices that are due and have not arrived.")
    text.sample("madoguchi_queue_pending", [], Double(sight.pending))
    text.family("madoguchi_queue_oldest_seconds", "gauge", "How long the oldest of these has been due; 0 without one.")
    text.sample("madoguchi_queue_oldest_seconds", [], sight.oldestAge(at: now) / .seconds(1))
    text.family("madoguchi_queue_without_meeting", "gauge", "Messages that wait for a meeting to be set up.")
    text.sample("madoguchi_queue_without_meeting", [], Double(sight.withoutMeeting))
    text.family("madoguchi_queue_in_hand", "gauge", "Messages that some relay is delivering.")
    text.sample("madoguchi_queue_in_hand", [], Double(sight.inHand))
    text.family("madoguchi_queue_dead", "gauge", "Messages given up whose task nobody has closed.")
    text.sample("madoguchi_queue_dead", [], Double(sight.dead))
  }
}
