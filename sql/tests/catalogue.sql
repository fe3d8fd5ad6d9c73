-- The house rules, read from the catalogue: whatever a later migration adds is held to them.
\ir setup/begin.sql

CREATE TEMPORARY VIEW ours AS
  SELECT c.oid, c.relname, c.relkind, c.relowner, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, a.attnum AS office
  FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'office_id' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm');
CREATE TEMPORARY VIEW tenant AS SELECT * FROM ours WHERE office IS NOT NULL AND relkind IN ('r', 'p');
SELECT cmp_ok((SELECT count(*) FROM tenant), '>', 10::bigint, 'the catalogue is read');

-- tenancy
SELECT is_empty($$SELECT relname FROM tenant WHERE NOT (relrowsecurity AND relforcerowsecurity)$$,
  'row-level security is enabled and forced wherever there is an office_id');
SELECT is_empty($$SELECT relname FROM tenant JOIN pg_attribute a ON attrelid = oid AND attnum = office
    WHERE NOT attnotnull OR atttypid <> 'integer'::regtype$$,
  'office_id is an integer and always there');
SELECT is_empty($$SELECT indexrelid::regclass FROM tenant JOIN pg_index ON indrelid = oid
    WHERE (indisunique OR indisexclusion) AND indkey[0] <> office$$,
  'office_id leads every key and exclusion of a tenant table');
SELECT is_empty($$SELECT conname FROM pg_constraint
    JOIN tenant here ON here.oid = conrelid JOIN tenant there ON there.oid = confrelid
    WHERE contype = 'f' AND (conkey[1] <> here.office OR confkey[1] <> there.office)$$,
  'office_id leads every foreign key between tenant tables');
SELECT is_empty($$SELECT conname FROM pg_constraint
    JOIN tenant there ON there.oid = confrelid WHERE conrelid NOT IN (SELECT oid FROM tenant)$$,
  'no global table refers to a tenant table');
SELECT is_empty($$SELECT polname FROM pg_policy
    WHERE NOT polpermissive OR polcmd <> '*' OR cardinality(polroles) <> 1 OR polroles = '{0}'$$,
  'a policy is permissive, for all commands, for one role');
SELECT is_empty($$SELECT polrelid::regclass, polroles FROM pg_policy GROUP BY 1, 2 HAVING count(*) > 1$$,
  'one policy a role and table: permissive policies are OR-ed');
SELECT is_empty($$SELECT polname FROM pg_policy
    WHERE concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* 'select'$$,
  'no policy asks another table');
SELECT bag_eq($$SELECT polrelid::regclass::text, polroles[1]::regrole::text FROM pg_policy
    WHERE pg_get_expr(polqual, polrelid) !~ 'app\.'$$,
  $$VALUES ('idempotency', 'madoguchi_maintenance'),
    ('messages', 'madoguchi_relay'), ('tasks', 'madoguchi_relay'), ('meetings', 'madoguchi_relay'),
    ('audit_entries', 'madoguchi_maintenance'), ('audit_seals', 'madoguchi_maintenance'),
    ('audit_checkpoints', 'madoguchi_maintenance'), ('audit_heads', 'madoguchi_maintenance')$$,
  'only these policies do not ask where one has entered');
SELECT is_empty($$SELECT polname FROM pg_policy WHERE polwithcheck IS NOT NULL$$,
  'a policy lets in what it shows');
SELECT is_empty($$SELECT relname FROM ours WHERE relkind = 'v'
    AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)$$,
  'a view reads with its reader''s policies');
SELECT is_empty($$SELECT relname FROM ours WHERE relkind = 'm'$$, 'no materialised view escapes the policies');

-- constraints
SELECT is_empty($$SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    AND (conname ~ '_(check|excl)\d*$|_f?key\d+$|_\d+$' OR NOT starts_with(conname, conrelid::regclass || '_'))$$,
  'every constraint was given a name, after its table and without a number');
SELECT is_empty($$SELECT conname FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace GROUP BY 1 HAVING count(*) > 1$$,
  'the name alone says which constraint it was');
SELECT is_empty($$SELECT conname FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND (condeferrable OR NOT convalidated)$$,
  'every constraint is validated and none waits for COMMIT');
SELECT is_empty($$SELECT conname FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype = 'f' AND confdeltype IN ('n', 'd')$$,
  'no foreign key sets null or a default');
SELECT is_empty($$SELECT tgname FROM pg_trigger JOIN ours ON ours.oid = tgrelid
    WHERE NOT tgisinternal AND (tgdeferrable OR (tgtype & 1) = 0)$$,
  'triggers are row triggers and none waits for COMMIT');
SELECT is_empty($$SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'$$,
  'no enum: its equality is not leakproof');
SELECT is_empty($$SELECT attrelid::regclass, attname FROM pg_attribute JOIN ours ON ours.oid = attrelid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE (attidentity <> '' AND atttypid <> 'bigint'::regtype) OR pg_get_expr(adbin, adrelid) ~ 'nextval'$$,
  'identities are bigint, and no serial');

-- the clock
CREATE TEMPORARY VIEW written AS
  SELECT conname::text AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT attrelid::regclass || '.' || attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef
    JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum JOIN ours ON ours.oid = adrelid
  UNION ALL SELECT polname, concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
  UNION ALL SELECT relname, pg_get_viewdef(oid) FROM ours WHERE relkind = 'v'
  UNION ALL SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index JOIN ours ON ours.oid = indrelid
  UNION ALL SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
SELECT is_empty($$SELECT name FROM written WHERE text ~* '\mnow\s*\(|''now'''
    OR text ~* '\m(current_(timestamp|date|time)|localtime(stamp)?)\M'
    OR text ~* '\m(clock|statement|transaction)_timestamp\M|\mtimeofday\M'$$,
  'nothing reads the server''s clock');

SELECT * FROM finish();
ROLLBACK;
