-- 通知: what the office tells a user through MyPage, queued in the transaction of the change it tells of (Art. 6(3), (4),
-- (6)) and delivered afterwards by a relay, or fetched by the gateway. docs/messages.md draws the life of a message.

-- An instant as facts hold it: RFC 3339 in UTC, whatever zone the connection is in. Immutable, because its pattern asks
-- nothing of the server's language.
CREATE FUNCTION utc_text(at timestamptz) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;

-- Art. 1: online is one way of service beside the counter and the telephone, so every office has one to be named.
ALTER TABLE offices ADD CONSTRAINT offices_phone_is_present CHECK (phone <> '');

CREATE TABLE messages (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  -- the version of the booking that caused it
  booking_version integer NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL DEFAULT 'my_page',
  -- all it says, as it was at that moment; never a meeting secret, which is read when the message leaves
  facts jsonb NOT NULL,
  -- the terms whose text goes with it
  terms_version_id uuid,
  status text NOT NULL DEFAULT 'pending',
  created_at timestamptz NOT NULL DEFAULT app_now(),
  -- not before this; messages of one booking leave in this order
  due_at timestamptz NOT NULL,
  -- from this instant on it is of no use to anybody
  expires_at timestamptz,
  -- A14: not delivered by then, it becomes a task
  deliver_by timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  -- when it may be claimed (again): when it is due, when a claim's lease runs out, when a failed attempt is repeated
  next_attempt_at timestamptz NOT NULL,
  -- the claim that holds it until then
  claim uuid,
  failure_code text,
  delivered_at timestamptz,
  -- a person's command to send it once more
  redelivered_at timestamptz,
  redelivered_by text,
  CONSTRAINT messages_pkey PRIMARY KEY (office_id, id),
  -- whoever queues the same thing twice has queued it once
  CONSTRAINT messages_one_a_version UNIQUE (office_id, booking_id, kind, booking_version),
  CONSTRAINT messages_kind_is_known CHECK (kind IN (
    'offer', 'details', 'reminder_unconfirmed', 'reminder_day_before', 'lapsed', 'cancelled', 'declined', 'refused',
    'no_show', 'terms_changed', 'follow_up_details')),
  CONSTRAINT messages_channel_is_known CHECK (channel IN ('my_page')),
  CONSTRAINT messages_status_is_known CHECK (status IN ('pending', 'delivered', 'dead', 'dropped')),
  CONSTRAINT messages_delivery_is_dated CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
  CONSTRAINT messages_attempts_are_counted CHECK (attempts >= 0),
  -- a code, because a text might quote a person or a secret
  CONSTRAINT messages_failure_is_a_code CHECK (failure_code ~ '^[a-z0-9_]{1,60}$'),
  CONSTRAINT messages_redelivery_is_whole CHECK ((redelivered_at IS NULL) = (redelivered_by IS NULL)),
  -- Art. 1: whatever it says, it names the counter and the telephone
  CONSTRAINT messages_name_the_counter CHECK (
    coalesce(facts ->> 'office_name', '') <> '' AND coalesce(facts ->> 'office_phone', '') <> ''),
  -- Art. 6(3): an offer holds the terms, the times and the deadline
  CONSTRAINT messages_offer_is_whole CHECK (
    kind NOT IN ('offer', 'reminder_unconfirmed')
    OR facts ?& ARRAY['offer_starts', 'deadline', 'vendor', 'terms_version']
      AND jsonb_typeof(facts -> 'offer_starts') = 'array' AND facts -> 'offer_starts' <> '[]'),
  CONSTRAINT messages_enclose_their_terms CHECK (
    kind NOT IN ('offer', 'terms_changed') OR terms_version_id IS NOT NULL),
  CONSTRAINT messages_details_are_whole CHECK (
    kind NOT IN ('details', 'follow_up_details', 'reminder_day_before')
    OR facts ?& ARRAY['starts_at', 'ends_at', 'vendor']),
  -- Art. 6(3): the meeting's secrets are sealed elsewhere
  CONSTRAINT messages_hold_no_secret CHECK (
    NOT facts ?| ARRAY['meeting', 'meeting_id', 'passcode', 'server', 'access_code', 'url'])
);
SELECT distribute_by_office('messages');
ALTER TABLE messages ADD CONSTRAINT messages_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE messages ADD CONSTRAINT messages_terms_fkey FOREIGN KEY (terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
CREATE POLICY messages_owner ON messages TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY messages_app ON messages TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- the relay serves every office, and sees of them nothing but messages and what a message needs
CREATE POLICY messages_relay ON messages TO madoguchi_relay USING (true);
-- it opens the task about a message given up, and knows no other
CREATE POLICY tasks_relay ON tasks TO madoguchi_relay USING (kind = 'message_dead');

CREATE INDEX messages_by_arrival ON messages (office_id, created_at, id);
CREATE INDEX messages_to_be_sent ON messages (office_id, next_attempt_at) WHERE status = 'pending';
CREATE INDEX messages_to_be_sent_in_order ON messages (office_id, booking_id, due_at) WHERE status = 'pending';
CREATE INDEX messages_in_hand ON messages (office_id, booking_id) WHERE claim IS NOT NULL;
CREATE INDEX messages_overdue ON messages (office_id, deliver_by) WHERE deliver_by IS NOT NULL AND status IN ('pending', 'dead');

-- created_at is left out: the database fills it from enter(). What a message says and about what stays.
GRANT SELECT ON messages TO madoguchi_app, madoguchi_relay;
GRANT INSERT (
  office_id, id, booking_id, booking_version, kind, facts, terms_version_id, due_at, expires_at, deliver_by,
  next_attempt_at) ON messages TO madoguchi_app;
GRANT UPDATE (
  status, due_at, attempts, next_attempt_at, claim, failure_code, delivered_at, redelivered_at, redelivered_by)
  ON messages TO madoguchi_app;
GRANT UPDATE (status, attempts, next_attempt_at, claim, failure_code, delivered_at) ON messages TO madoguchi_relay;
GRANT SELECT ON offices, terms_versions TO madoguchi_relay;
GRANT SELECT (office_id, booking_id, kind), INSERT (office_id, id, kind, booking_id),
  UPDATE (created_at, closed_at, closed_by) ON tasks TO madoguchi_relay;
