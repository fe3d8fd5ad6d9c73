-- The cluster's roles, made once by its administrator; harmless when run again.
-- No role owns another, none is a superuser and none has BYPASSRLS: a managed PostgreSQL gives neither.
-- Passwords are the administrator's: ALTER ROLE madoguchi_app PASSWORD '…'.
DO $roles$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY[
    'madoguchi_owner',       -- owns the schema and migrates; bound by row-level security like everybody
    'madoguchi_app',         -- the service: one office at a time, through enter()
    'madoguchi_region',      -- statistics: never a person's column
    'madoguchi_relay',       -- the outbox only
    'madoguchi_maintenance'  -- retention and rollups
  ] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT', role);
    END IF;
  END LOOP;
END
$roles$;
