-- What tells an operator how the outbox stands, and an office's head that the terms change.

-- Few are dead, and whoever counts them or sends them again must not read years of messages.
CREATE INDEX messages_given_up ON messages (office_id, booking_id) WHERE status = 'dead';

-- A dead message whose task somebody closed is nobody's concern any more.
GRANT SELECT (closed_at) ON tasks TO madoguchi_relay;

-- Art. 13: what a version of the terms asks of an office is about no single booking.
ALTER TABLE tasks
  DROP CONSTRAINT tasks_made_by_rule_have_a_booking,
  ADD CONSTRAINT tasks_made_by_rule_have_a_booking CHECK (
    kind IN ('other', 'disclosure_due', 'terms_changed') OR booking_id IS NOT NULL);
