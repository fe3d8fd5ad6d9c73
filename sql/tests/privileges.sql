-- Who may do what, in full. A grant that is not written down here is a mistake in one of the two places.
\ir setup/begin.sql

-- One line a role and table: what is granted on the whole of it, then what is granted column by column.
CREATE TEMPORARY VIEW granted AS
  WITH relations AS (
    SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')),
  privileges AS (
    SELECT grantee, relname, privilege_type AS privilege
      FROM relations CROSS JOIN aclexplode(relacl) WHERE grantee <> relowner
    UNION ALL
    SELECT grantee, relname, privilege_type || ' (' || string_agg(attname, ', ' ORDER BY attnum) || ')'
      FROM relations JOIN pg_attribute ON attrelid = relations.oid CROSS JOIN aclexplode(attacl) WHERE grantee <> relowner
      GROUP BY grantee, relname, privilege_type)
  SELECT replace(grantee::regrole::text, 'madoguchi_', '') AS role, relname::text AS relation,
    string_agg(privilege, ', ' ORDER BY privilege LIKE '%(%', privilege) AS privileges
  FROM privileges GROUP BY grantee, relname;

SELECT bag_eq('SELECT * FROM granted', $$VALUES
  ('app', 'absences',
    'SELECT, INSERT (office_id, id, counselor_id, starts_at, ends_at, reason), '
    'UPDATE (starts_at, ends_at, reason, dropped_at)'),
  ('app', 'allocations',
    'DELETE, INSERT, SELECT, '
    'UPDATE (kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, expires_at)'),
  ('app', 'audit_checkpoints', 'SELECT'),
  ('app', 'audit_entries',
    'SELECT, INSERT (office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, '
    'person_key_id, person_digests, waived_rule, outcome)'),
  ('app', 'audit_heads', 'SELECT'),
  ('app', 'audit_seals', 'SELECT'),
  ('app', 'booking_event_readings', 'SELECT'),
  ('app', 'booking_events',
    'SELECT, INSERT (office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, data, '
    'override_reason)'),
  ('app', 'booking_readings', 'SELECT'),
  ('app', 'bookings',
    'INSERT, SELECT, UPDATE (version, status, seeker_id, seeker_name, seeker_kana, seeker_number_typed, '
    'registration_kind, my_page, declares_device, declares_camera, declares_app, wishes, companions, offer_number, '
    'lapses_at, confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id, no_show_at, started_at, ended_at, '
    'outcome, cancel_class, contacted_at, joined_at, environment, environment_checked_at, decline_ground, '
    'session_terms_version_id, rescheduled_at)'),
  ('app', 'bookings_by_the_clock', 'SELECT'),
  ('app', 'bureaus', 'SELECT'),
  ('app', 'closures', 'INSERT, SELECT, UPDATE (date, opens, closes, reason, retired_at)'),
  ('app', 'consents',
    'SELECT, INSERT (office_id, booking_id, kind, terms_version_id, channel, given_at, terms_pointed_out, vendor)'),
  ('app', 'contacts', 'SELECT, INSERT (office_id, id, booking_id, channel, note, received_at)'),
  ('app', 'counselor_services', 'DELETE, INSERT, SELECT'),
  ('app', 'counselors', 'INSERT, SELECT, UPDATE (name, retired_at)'),
  ('app', 'disclosed_bookings', 'SELECT'),
  ('app', 'disclosed_usage', 'SELECT'),
  ('app', 'disclosure_exports', 'SELECT, INSERT (office_id, id, disclosure_id, sha256)'),
  ('app', 'disclosures',
    'SELECT, INSERT (office_id, id, kind, legal_basis, requester, seeker_id, booking_id, used_from, used_until, '
    'requested_at, due_at), UPDATE (due_at, extended_at, extended_by, extension_reason, approved_at, approved_by, '
    'refused_at, refused_by, refusal_reason, given_at, given_by)'),
  ('app', 'holidays', 'SELECT'),
  ('app', 'idempotency', 'DELETE, INSERT, SELECT, UPDATE'),
  ('app', 'incidents',
    'SELECT, INSERT (office_id, id, code, vendor, starts_at, ends_at, note), UPDATE (ends_at, note, withdrawn_at)'),
  ('app', 'licence_credentials',
    'DELETE, SELECT, INSERT (office_id, id, licence_id, key_id, box), UPDATE (key_id, box)'),
  ('app', 'licences', 'INSERT, SELECT, UPDATE (name, retired_at)'),
  ('app', 'maintenances',
    'SELECT, INSERT (office_id, id, room_id, licence_id, starts_at, ends_at, reason), '
    'UPDATE (starts_at, ends_at, reason, dropped_at)'),
  ('app', 'messages',
    'SELECT, INSERT (office_id, id, booking_id, booking_version, kind, facts, terms_version_id, due_at, expires_at, '
    'deliver_by, next_attempt_at), UPDATE (status, due_at, attempts, next_attempt_at, claim, failure_code, '
    'delivered_at, redelivered_at, redelivered_by)'),
  ('app', 'meeting_pool',
    'DELETE, SELECT, INSERT (office_id, id, licence_id, digest, key_id, box), '
    'UPDATE (digest, key_id, box, issued_at, booking_id)'),
  ('app', 'meetings',
    'SELECT, INSERT (office_id, booking_id, number, licence_id, pool_id, place, key_id, box), '
    'UPDATE (key_id, box, revoked_at)'),
  ('app', 'message_templates',
    'SELECT, INSERT (office_id, id, kind, language, version, text), UPDATE (retired_at)'),
  ('app', 'offers',
    'SELECT, INSERT (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline, waived_rule)'),
  ('app', 'office_terms', 'SELECT'),
  ('app', 'offices', 'SELECT'),
  ('app', 'policies', 'SELECT, UPDATE'),
  ('app', 'refusals',
    'SELECT, INSERT (office_id, id, seeker_id, booking_id, ground, reason, starts_at, ends_at, approved_at, approved_by), '
    'UPDATE (ground, reason, starts_at, ends_at, approved_at, approved_by, noticed_at, appeal, appealed_at, '
    'appeal_entered_at, appeal_entered_by, lifted_at, lifted_by, lift_reason)'),
  ('app', 'refusals_by_the_clock', 'SELECT'),
  ('app', 'retention_runs', 'SELECT'),
  ('app', 'room_reservations',
    'SELECT, INSERT (office_id, id, room_id, series_id, purpose, starts_at, ends_at), '
    'UPDATE (room_id, purpose, starts_at, ends_at, dropped_at)'),
  ('app', 'rooms', 'INSERT, SELECT, UPDATE (name, retired_at)'),
  ('app', 'seekers', 'INSERT, SELECT, UPDATE (registration_kind)'),
  ('app', 'services', 'INSERT, SELECT, UPDATE (id, name_ja, name_en, minutes, retired_at)'),
  ('app', 'staff', 'INSERT, SELECT, UPDATE (name, role, counselor_id, retired_at)'),
  ('app', 'taken_times', 'SELECT'),
  ('app', 'tasks',
    'SELECT, INSERT (office_id, id, kind, booking_id, note, disclosure_id), '
    'UPDATE (note, created_at, closed_at, closed_by)'),
  ('app', 'terms_annotations', 'SELECT'),
  ('app', 'terms_notices',
    'SELECT, INSERT (office_id, terms_version_id, number), UPDATE (told_until, told_count, finished_at)'),
  ('app', 'terms_versions', 'SELECT'),
  ('app', 'unavailabilities', 'SELECT'),
  ('app', 'usage_devices', 'INSERT, SELECT (office_id, sealed_by)'),
  ('app', 'usage_events', 'INSERT, SELECT'),
  ('app', 'weekly_hours',
    'INSERT, SELECT, UPDATE (weekday, opens, closes, valid_from, valid_until, retired_at)'),
  ('maintenance', 'audit_checkpoints', 'SELECT, INSERT (office_id, number, to_writer, hash, dropped_rows)'),
  ('maintenance', 'audit_entries',
    'DELETE, SELECT, INSERT (office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, '
    'person_key_id, person_digests, waived_rule, outcome)'),
  ('maintenance', 'audit_heads', 'INSERT, SELECT, UPDATE (number, hash)'),
  ('relay', 'audit_entries',
    'INSERT (office_id, id, role, purpose, operation, kind, booking_ids, subject_id, outcome)'),
  ('maintenance', 'audit_seals',
    'DELETE, SELECT, INSERT (office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, '
    'hash)'),
  ('maintenance', 'absences', 'SELECT (office_id, id, ends_at, created_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'booking_events',
    'SELECT (office_id, booking_id, version, recorded_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'bookings',
    'SELECT (office_id, id, status, created_at, seeker_id, ends_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'contacts', 'SELECT (office_id, booking_id, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'disclosed_bookings', 'SELECT'),
  ('maintenance', 'disclosed_usage', 'SELECT'),
  ('maintenance', 'disclosures',
    'SELECT (office_id, id, seeker_id, booking_id, used_from, used_until, refused_at, given_at, blanked_at), '
    'UPDATE (blanked_at)'),
  ('maintenance', 'expired_absences', 'SELECT'),
  ('maintenance', 'expired_audit_seals', 'SELECT'),
  ('maintenance', 'expired_bookings', 'SELECT'),
  ('maintenance', 'expired_disclosures', 'SELECT'),
  ('maintenance', 'expired_incidents', 'SELECT'),
  ('maintenance', 'expired_maintenances', 'SELECT'),
  ('maintenance', 'expired_refusals', 'SELECT'),
  ('maintenance', 'expired_room_reservations', 'SELECT'),
  ('maintenance', 'expired_seekers', 'SELECT'),
  ('maintenance', 'expired_tasks', 'SELECT'),
  ('maintenance', 'expired_usage_devices', 'SELECT'),
  ('maintenance', 'expired_usage_events', 'SELECT'),
  ('maintenance', 'idempotency', 'DELETE, SELECT (office_id, expires_at)'),
  ('relay', 'message_templates', 'SELECT (office_id, id, kind, language, text, created_at, retired_at)'),
  ('app', 'webhooks', 'SELECT (office_id, id, key_id, box), UPDATE (key_id, box)'),
  ('relay', 'webhooks', 'SELECT (office_id, id, url, key_id, box)'),
  ('maintenance', 'incidents', 'SELECT (office_id, id, ends_at, created_at, withdrawn_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'maintenances', 'SELECT (office_id, id, ends_at, created_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'meetings', 'SELECT (office_id, booking_id, revoked_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'messages', 'SELECT (office_id, booking_id, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'offices', 'SELECT'),
  ('maintenance', 'policies',
    'SELECT (office_id, usage_device_months, usage_event_months, booking_months, record_months)'),
  ('maintenance', 'refusals',
    'SELECT (office_id, id, seeker_id, booking_id, ends_at, decided_at, lifted_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'retention_limits', 'SELECT'),
  ('maintenance', 'retention_runs',
    'INSERT (office_id, id, until, digest), SELECT (office_id, id, started_at, finished_at), '
    'UPDATE (counts, digest, finished_at)'),
  ('maintenance', 'room_reservations', 'SELECT (office_id, id, ends_at, created_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'seekers', 'SELECT (office_id, id, created_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'tasks', 'SELECT (office_id, id, booking_id, created_at, closed_at, blanked_at), UPDATE (blanked_at)'),
  ('maintenance', 'usage_devices', 'DELETE, SELECT (office_id, id, date, device_key, device_digest)'),
  ('maintenance', 'usage_events', 'DELETE, SELECT'),
  ('region', 'bureaus', 'SELECT'),
  ('region', 'offices', 'SELECT'),
  ('relay', 'messages', 'SELECT, UPDATE (status, attempts, next_attempt_at, claim, failure_code, delivered_at)'),
  ('relay', 'offices', 'SELECT'),
  ('relay', 'tasks',
    'INSERT (office_id, id, kind, booking_id), SELECT (office_id, kind, booking_id, closed_at), '
    'UPDATE (created_at, closed_at, closed_by)'),
  ('relay', 'meetings', 'SELECT (office_id, booking_id, place, key_id, box, revoked_at)'),
  ('relay', 'terms_versions', 'SELECT')$$,
  'the privileges on tables and views');

-- Functions are everybody's by default, and find only what the caller may see; these two kinds are not.
SELECT bag_eq($$SELECT proname::text, rolname::text FROM pg_proc p CROSS JOIN pg_roles r
    WHERE pronamespace = 'public'::regnamespace AND rolname LIKE 'madoguchi\_%' AND rolname <> 'madoguchi_owner'
      AND NOT has_function_privilege('public', p.oid, 'EXECUTE') AND has_function_privilege(r.oid, p.oid, 'EXECUTE')$$,
  $$VALUES ('authenticate', 'madoguchi_app'), ('revoke_staff_tokens', 'madoguchi_app'),
    ('announce_office_terms', 'madoguchi_app'), ('annotate_office_terms', 'madoguchi_app'),
    ('disclosed_devices', 'madoguchi_app')$$,
  'only the service may ask about a token, take a member''s away, write terms as its office, or open what a demand does');
SELECT bag_eq($$SELECT proname::text FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND NOT has_function_privilege('public', p.oid, 'EXECUTE')$$,
  $$VALUES ('authenticate'), ('revoke_staff_tokens'), ('announce_office_terms'), ('annotate_office_terms'),
    ('distribute_by_office'), ('copy_to_every_node'), ('disclosed_devices')$$,
  'distribution is the owner''s');
SELECT bag_eq($$SELECT proname::text, proconfig::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prosecdef$$,
  $$VALUES ('authenticate', '{"search_path=pg_catalog, public, pg_temp"}'),
    ('revoke_staff_tokens', '{"search_path=pg_catalog, public, pg_temp"}'),
    ('announce_office_terms', '{"search_path=pg_catalog, public, pg_temp"}'),
    ('annotate_office_terms', '{"search_path=pg_catalog, public, pg_temp"}'),
    ('disclosed_devices', '{"search_path=pg_catalog, public, pg_temp"}')$$,
  'these functions run as their owner, with their own search path');

-- Art. 7(2): who exports or counts never sees what identifies a device, a person, or who asked about one.
SELECT is_empty($$SELECT rolname, attrelid::regclass, attname FROM pg_attribute
    JOIN pg_class c ON c.oid = attrelid CROSS JOIN pg_roles
    WHERE c.relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
      AND (c.relname IN ('usage_events', 'usage_devices', 'disclosed_usage', 'disclosures', 'disclosure_exports', 'seekers')
        OR attname ~ '^(seeker_|device_)')
      AND rolname IN ('madoguchi_region', 'madoguchi_relay')
      AND has_column_privilege(rolname, attrelid, attnum, 'SELECT')$$,
  'no role for statistics or messages reads a device, a person or a disclosure');

-- The roles themselves.
SELECT is_empty($$SELECT rolname FROM pg_roles WHERE rolname LIKE 'madoguchi\_%'
    AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)$$,
  'no role of ours has an attribute that slips past a rule');
SELECT is_empty($$SELECT roleid::regrole, member::regrole FROM pg_auth_members
    WHERE roleid::regrole::text LIKE 'madoguchi\_%' OR member::regrole::text LIKE 'madoguchi\_%'$$,
  'no role of ours is a member of another, or has one');
SELECT is_empty($$SELECT refobjid::regrole, classid::regclass, objid FROM pg_shdepend
    WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass
      AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND refobjid::regrole::text ~ '^madoguchi_(app|region|relay|maintenance)$'$$,
  'only the owner owns anything');
SELECT is_empty($$SELECT n.nspname FROM pg_namespace n CROSS JOIN pg_roles r
    WHERE n.nspname = 'public' AND rolname ~ '^madoguchi_(app|region|relay|maintenance)$'
      AND has_schema_privilege(r.oid, n.oid, 'CREATE')$$,
  'only the owner makes anything');

SELECT * FROM finish();
ROLLBACK;
