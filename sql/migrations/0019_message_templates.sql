-- 文面: what an office says in its own words, and where what it says is sent.

-- A version stays as it was written: a message is told in the words that were in use when it was queued. A new version
-- takes the place of the one before; without one in use the program's own text speaks.
CREATE TABLE message_templates (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  language text NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  -- in use until then, exclusively
  retired_at timestamptz,
  CONSTRAINT message_templates_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT message_templates_one_a_version UNIQUE (office_id, kind, language, version),
  CONSTRAINT message_templates_kind_is_known CHECK (kind IN (
    'offer', 'details', 'reminder_unconfirmed', 'reminder_day_before', 'lapsed', 'cancelled', 'declined', 'refused',
    'no_show', 'terms_changed', 'follow_up_details')),
  CONSTRAINT message_templates_language_is_known CHECK (language IN ('ja', 'en')),
  CONSTRAINT message_templates_version_counts CHECK (version >= 1),
  CONSTRAINT message_templates_text_length CHECK (char_length(text) BETWEEN 1 AND 20000),
  CONSTRAINT message_templates_retired_later CHECK (retired_at >= created_at)
);
SELECT distribute_by_office('message_templates');
ALTER TABLE message_templates ADD CONSTRAINT message_templates_office_fkey
  FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE message_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE message_templates FORCE ROW LEVEL SECURITY;
CREATE POLICY message_templates_owner ON message_templates TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY message_templates_app ON message_templates TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- the relay enters an office like everybody else, to tell its messages
CREATE POLICY message_templates_relay ON message_templates TO madoguchi_relay
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- Where an office's messages are sent, and the sealed secret that signs them; see docs/delivery.md.
CREATE TABLE webhooks (
  office_id integer NOT NULL,
  -- what the box is sealed for
  id uuid NOT NULL,
  url text NOT NULL,
  key_id text NOT NULL,
  box bytea NOT NULL,
  set_at timestamptz NOT NULL DEFAULT app_now(),
  set_by text NOT NULL DEFAULT app_actor(),
  CONSTRAINT webhooks_pkey PRIMARY KEY (office_id),
  -- no user and no password in it: it is shown to who operates the deployment
  CONSTRAINT webhooks_url_is_of_the_web CHECK (url ~ '^https?://[^/@[:space:]]+(/[^@[:space:]]*)?$'),
  CONSTRAINT webhooks_url_length CHECK (char_length(url) <= 2000),
  CONSTRAINT webhooks_key_id_length CHECK (char_length(key_id) BETWEEN 1 AND 40),
  -- nonce and tag alone have 28 bytes
  CONSTRAINT webhooks_box_is_sealed CHECK (octet_length(box) > 28)
);
SELECT distribute_by_office('webhooks');
ALTER TABLE webhooks ADD CONSTRAINT webhooks_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE webhooks ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhooks FORCE ROW LEVEL SECURITY;
CREATE POLICY webhooks_owner ON webhooks TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- the service sees no address; it seals boxes anew when keys change
CREATE POLICY webhooks_app ON webhooks TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY webhooks_relay ON webhooks TO madoguchi_relay
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE UNIQUE INDEX message_templates_one_in_use ON message_templates (office_id, kind, language)
  WHERE retired_at IS NULL;

GRANT SELECT ON message_templates TO madoguchi_app;
-- who wrote it and when is left out: the database fills it from enter()
GRANT INSERT (office_id, id, kind, language, version, text) ON message_templates TO madoguchi_app;
GRANT UPDATE (retired_at) ON message_templates TO madoguchi_app;
GRANT SELECT (office_id, id, kind, language, text, created_at, retired_at) ON message_templates TO madoguchi_relay;
GRANT SELECT (office_id, id, url, key_id, box) ON webhooks TO madoguchi_relay;
GRANT SELECT (office_id, id, key_id, box), UPDATE (key_id, box) ON webhooks TO madoguchi_app;
