-- Further reasons for which something waits for a person: see docs/articles.md for the articles they serve.

ALTER TABLE tasks
  DROP CONSTRAINT tasks_kind_is_known,
  ADD CONSTRAINT tasks_kind_is_known CHECK (kind IN (
    'switch_to_full', 'name_differs', 'not_started', 'not_closed', 'closed_day', 'outside_hours',
    'resource_unavailable', 'other',
    'environment_concern', 'refusal_review', 'termination_review', 'terms_changed', 'details_not_sent', 'message_dead',
    'disclosure_due')),
  DROP CONSTRAINT tasks_made_by_rule_have_a_booking,
  ADD CONSTRAINT tasks_made_by_rule_have_a_booking CHECK (
    kind IN ('other', 'disclosure_due') OR booking_id IS NOT NULL);
