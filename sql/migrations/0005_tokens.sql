-- API tokens. Only their SHA-256 is kept, and the service may ask about one hash at a time, never look at the table.

CREATE TABLE tokens (
  id uuid NOT NULL,
  hash bytea NOT NULL,
  role text NOT NULL,
  scope_kind text NOT NULL,
  scope_code text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT tokens_pkey PRIMARY KEY (id),
  CONSTRAINT tokens_hash_key UNIQUE (hash),
  CONSTRAINT tokens_hash_is_sha256 CHECK (octet_length(hash) = 32),
  CONSTRAINT tokens_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  CONSTRAINT tokens_scope_fits_role CHECK (CASE role
    WHEN 'counselor' THEN scope_kind = 'office'
    WHEN 'supervisor' THEN scope_kind = 'office'
    WHEN 'office_head' THEN scope_kind = 'office'
    WHEN 'gateway' THEN scope_kind = 'office'
    WHEN 'bureau_statistics' THEN scope_kind = 'bureau'
    WHEN 'ministry_statistics' THEN scope_kind = 'all'
    WHEN 'system_admin' THEN scope_kind = 'all'
    WHEN 'auditor' THEN scope_kind IN ('office', 'bureau', 'all')
    ELSE false
  END),
  CONSTRAINT tokens_scope_code_fits_kind CHECK (
    (scope_kind = 'office' AND scope_code ~ '^[0-9]{4}$')
    OR (scope_kind = 'bureau' AND scope_code ~ '^[0-9]{2}$')
    OR (scope_kind = 'all' AND scope_code = ''))
);
SELECT copy_to_every_node('tokens');

-- The only way to a token. SECURITY DEFINER is safe here: tokens has no office and so no policy to slip past.
CREATE FUNCTION authenticate(presented bytea, at timestamptz)
  RETURNS TABLE (id uuid, role text, scope_kind text, scope_code text, name text, expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    SELECT t.id, t.role, t.scope_kind, t.scope_code, t.name, t.expires_at
    FROM public.tokens t
    WHERE t.hash = presented
      AND (t.expires_at IS NULL OR t.expires_at > at)
      AND (t.revoked_at IS NULL OR t.revoked_at > at)
  $$;
REVOKE ALL ON FUNCTION authenticate(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authenticate(bytea, timestamptz) TO madoguchi_app;
