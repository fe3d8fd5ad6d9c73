-- No office reaches another's rows, whatever a role is granted. Tables are found in the catalogue, so a new one is
-- covered.
\ir setup/begin.sql

-- every privilege for everybody and no guard in the way: what still refuses is row-level security alone
GRANT ALL ON ALL TABLES IN SCHEMA public TO madoguchi_app, madoguchi_region, madoguchi_relay, madoguchi_maintenance;

CREATE TEMPORARY VIEW tenant_tables AS
  SELECT c.oid::regclass AS relation
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'office_id' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  ORDER BY c.relname;

DO $$
DECLARE
  relation regclass;
BEGIN
  FOR relation IN SELECT t.relation FROM tenant_tables t LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', relation);
  END LOOP;
END
$$;

CREATE FUNCTION pg_temp.rows_seen(relation regclass) RETURNS bigint
  LANGUAGE plpgsql
  AS $$
DECLARE
  seen bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %s', relation) INTO seen;
  RETURN seen;
END
$$;

-- What a role that works in one office may do, standing in 9001.
CREATE FUNCTION pg_temp.keeps_to_its_office(relation regclass, role text) RETURNS SETOF text
  LANGUAGE plpgsql
  AS $$
DECLARE
  it text := role || ' on ' || relation;
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', role);
  SET LOCAL app.office_id = '';
  RETURN NEXT is(pg_temp.rows_seen(relation), 0::bigint, it || ' sees nothing before entering');
  PERFORM enter(9001, '2026-01-05 09:00+09', 'test');
  RETURN NEXT cmp_ok(pg_temp.rows_seen(relation), '>', 0::bigint, it || ' sees its office (seed.sql has a row)');
  RETURN NEXT touches(format('SELECT FROM %s WHERE office_id <> 9001', relation), 0, it || ' sees no other office');
  RETURN NEXT forbidden(a_copy_of(relation, '{"office_id": 9002}'), it || ' inserts nothing elsewhere');
  RETURN NEXT touches(format('UPDATE %s SET office_id = office_id WHERE office_id = 9002', relation), 0,
    it || ' updates nothing elsewhere');
  RETURN NEXT touches(format('DELETE FROM %s WHERE office_id = 9002', relation), 0, it || ' deletes nothing elsewhere');
  RETURN NEXT forbidden(format('UPDATE %s SET office_id = 9002', relation), it || ' moves nothing elsewhere');
  RESET ROLE;
END
$$;

SELECT pg_temp.keeps_to_its_office(relation, role)
FROM tenant_tables CROSS JOIN unnest(ARRAY['madoguchi_owner', 'madoguchi_app']) AS role;
-- what the relay reads, or writes, of an office in which it has entered
SELECT pg_temp.keeps_to_its_office(relation, 'madoguchi_relay')
FROM tenant_tables WHERE relation::text IN ('message_templates', 'webhooks', 'audit_entries');

-- Retention enters an office like everybody who works in one.
CREATE TEMPORARY VIEW entered_by_retention AS
  SELECT unnest(ARRAY[
    'policies', 'seekers', 'bookings', 'booking_events', 'messages', 'meetings', 'contacts', 'incidents', 'refusals', 'tasks',
    'room_reservations', 'absences', 'maintenances', 'disclosures', 'usage_events', 'usage_devices',
    'retention_runs'])::regclass AS relation;
SELECT pg_temp.keeps_to_its_office(relation, 'madoguchi_maintenance') FROM entered_by_retention;

-- The other roles see nothing at all, even in an office.
CREATE FUNCTION pg_temp.sees_nothing(relation regclass, role text) RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  seen bigint;
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', role);
  PERFORM enter(9001, '2026-01-05 09:00+09', 'test');
  seen := pg_temp.rows_seen(relation);
  RESET ROLE;
  RETURN is(seen, 0::bigint, format('%s on %s sees nothing', role, relation));
END
$$;
SELECT pg_temp.sees_nothing(relation, role)
FROM tenant_tables CROSS JOIN unnest(ARRAY['madoguchi_region', 'madoguchi_relay', 'madoguchi_maintenance']) AS role
-- but these serve every office; their own files say how far
WHERE (relation::text, role) NOT IN (('idempotency', 'madoguchi_maintenance'),
  ('messages', 'madoguchi_relay'), ('meetings', 'madoguchi_relay'),
  ('audit_entries', 'madoguchi_maintenance'), ('audit_seals', 'madoguchi_maintenance'),
  ('audit_checkpoints', 'madoguchi_maintenance'), ('audit_heads', 'madoguchi_maintenance'))
  AND (relation::text, role) NOT IN (('message_templates', 'madoguchi_relay'), ('webhooks', 'madoguchi_relay'),
    ('audit_entries', 'madoguchi_relay'))
  AND (role <> 'madoguchi_maintenance' OR relation NOT IN (SELECT e.relation FROM entered_by_retention e));

SELECT * FROM finish();
ROLLBACK;
