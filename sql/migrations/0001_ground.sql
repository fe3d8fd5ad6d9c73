-- The ground every table stands on: who is asking, when it is, and in which office.

CREATE EXTENSION IF NOT EXISTS btree_gist;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The service's clock, not the server's: every decision about time reads this and fails when nobody entered.
CREATE FUNCTION app_now() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('app.now')::timestamptz $$;

-- Who acts, as role and token; fails when nobody entered.
CREATE FUNCTION app_actor() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('app.actor') $$;

-- The one door into an office. SET LOCAL and not set_config: only the former reaches Citus' workers, and a
-- session-level SET would be inherited by the next client behind a transaction pooler.
CREATE FUNCTION enter(office integer, at timestamptz, actor text) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF office IS NULL OR at IS NULL OR coalesce(actor, '') = '' THEN
    RAISE EXCEPTION 'enter() needs an office, an instant and an actor' USING ERRCODE = '22004';
  END IF;
  SET LOCAL citus.propagate_set_commands = 'local';
  EXECUTE format('SET LOCAL app.office_id = %L', office);
  EXECUTE format('SET LOCAL app.now = %L', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00');
  EXECUTE format('SET LOCAL app.actor = %L', actor);
END
$$;

-- Where a deployment has Citus, tenant tables are spread by office and global facts are copied to every node.
-- Elsewhere both do nothing.
CREATE FUNCTION distribute_by_office(relation regclass) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') THEN
    PERFORM create_distributed_table(relation, 'office_id');
  END IF;
END
$$;

CREATE FUNCTION copy_to_every_node(relation regclass) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') THEN
    PERFORM create_reference_table(relation);
  END IF;
END
$$;

REVOKE ALL ON FUNCTION distribute_by_office(regclass), copy_to_every_node(regclass) FROM PUBLIC;
