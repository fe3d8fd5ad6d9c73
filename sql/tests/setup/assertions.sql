-- The sentences that the tests are made of. All run with the privileges of whoever calls them.

-- One stable id a name, the same in both offices.
CREATE FUNCTION tap.uuid_of(name text) RETURNS uuid
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT md5(name)::uuid $$;

-- The statement fails, and it is this constraint that says no.
CREATE FUNCTION tap.refused(statement text, by_constraint text) RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  named text;
BEGIN
  EXECUTE statement;
  RETURN ok(false, by_constraint) || E'\n' || diag('nothing refused: ' || statement);
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS named = CONSTRAINT_NAME;
  IF named = by_constraint THEN
    RETURN ok(true, by_constraint);
  END IF;
  RETURN ok(false, by_constraint) || E'\n'
    || diag(format('refused by %L (%s, %s): %s', named, SQLSTATE, SQLERRM, statement));
END
$$;

-- The statement fails for want of a privilege or under row-level security.
CREATE FUNCTION tap.forbidden(statement text, description text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT throws_ok(statement, '42501', NULL, description) $$;

-- The statement succeeds and reaches this many rows.
CREATE FUNCTION tap.touches(statement text, expected bigint, description text) RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  touched bigint;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN is(touched, expected, description);
END
$$;

-- An INSERT of the seed's row once more, with these columns changed; called in an office, it copies that office's row.
CREATE FUNCTION tap.a_copy_of(relation regclass, changed jsonb DEFAULT '{}') RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  seeded jsonb;
  given text;
BEGIN
  EXECUTE format('SELECT to_jsonb(seeded) FROM %s AS seeded LIMIT 1', relation) INTO STRICT seeded;
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO STRICT given FROM pg_attribute
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
  RETURN format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, %3$L)',
    relation, given, seeded || changed);
END
$$;

-- Where a second session finds this database, as the one who runs the tests.
CREATE FUNCTION tap.this_database() RETURNS text
  LANGUAGE sql
  AS $$
    SELECT format('host=%s port=%s dbname=%s user=%s',
      coalesce(nullif(current_setting('tests.host', true), ''), split_part(current_setting('unix_socket_directories'), ',', 1)),
      current_setting('port'),
      current_database(), session_user)
  $$;
