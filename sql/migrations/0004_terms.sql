-- 利用規約 (Art. 13). Issued by an office, a bureau or the ministry, so a version has an issuer and no office_id.

CREATE TABLE terms_versions (
  id uuid NOT NULL,
  issuer_kind text NOT NULL,
  issuer_code text NOT NULL,
  body text NOT NULL,
  sha256 bytea NOT NULL,
  ground text NOT NULL,
  announced_at timestamptz NOT NULL,
  effective_from timestamptz NOT NULL,
  CONSTRAINT terms_versions_pkey PRIMARY KEY (id),
  CONSTRAINT terms_versions_issuer_is_known CHECK (
    (issuer_kind = 'office' AND issuer_code ~ '^[0-9]{4}$')
    OR (issuer_kind = 'bureau' AND issuer_code ~ '^[0-9]{2}$')
    OR (issuer_kind = 'ministry' AND issuer_code = '')),
  CONSTRAINT terms_versions_ground_is_known CHECK (ground IN ('initial', 'benefit', 'reasonable')),
  -- Art. 13(2): a change that is merely reasonable is announced before it takes effect.
  CONSTRAINT terms_versions_reasonable_is_announced_first CHECK (ground <> 'reasonable' OR announced_at < effective_from),
  CONSTRAINT terms_versions_body_is_complete CHECK (body <> '' AND body !~ '○|\{\{'),
  CONSTRAINT terms_versions_sha256_matches CHECK (sha256 = sha256(convert_to(body, 'UTF8'))),
  CONSTRAINT terms_versions_one_per_instant UNIQUE (issuer_kind, issuer_code, effective_from)
);
SELECT copy_to_every_node('terms_versions');

CREATE FUNCTION terms_versions_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'an announced version of the terms is immutable'
    USING ERRCODE = 'MD002', CONSTRAINT = 'terms_versions_are_immutable';
END
$$;
CREATE TRIGGER terms_versions_stay BEFORE UPDATE OR DELETE ON terms_versions
  FOR EACH ROW EXECUTE FUNCTION terms_versions_stay();

GRANT SELECT ON terms_versions TO madoguchi_app;
