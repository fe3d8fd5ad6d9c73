-- Answers kept for a repeated Idempotency-Key, written with the change they answer for. The answer is sealed with a key
-- that only the bearer's token opens; the client's own key is kept as a digest, because people put names into it.

CREATE TABLE idempotency (
  office_id integer NOT NULL,
  token_id uuid NOT NULL,
  key_digest bytea NOT NULL,
  fingerprint bytea NOT NULL,
  answer bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  expires_at timestamptz NOT NULL,
  CONSTRAINT idempotency_pkey PRIMARY KEY (office_id, token_id, key_digest),
  CONSTRAINT idempotency_digests_are_sha256 CHECK (octet_length(key_digest) = 32 AND octet_length(fingerprint) = 32),
  CONSTRAINT idempotency_expires_later CHECK (expires_at > created_at)
);
SELECT distribute_by_office('idempotency');
ALTER TABLE idempotency ADD CONSTRAINT idempotency_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_owner ON idempotency TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY idempotency_app ON idempotency TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- retention goes over all offices, and sees no answer
CREATE POLICY idempotency_maintenance ON idempotency TO madoguchi_maintenance USING (true);

CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

GRANT SELECT, INSERT, UPDATE ON idempotency TO madoguchi_app;
GRANT SELECT (office_id, expires_at), DELETE ON idempotency TO madoguchi_maintenance;
