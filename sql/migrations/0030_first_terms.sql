-- Art. 13: only an issuer's first version of a document needs no ground for a change. A trigger, since a check sees one row.

CREATE FUNCTION terms_versions_begin_once() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF EXISTS (
    SELECT FROM terms_versions v
    WHERE (v.issuer_kind, v.issuer_code, v.service_group) = (NEW.issuer_kind, NEW.issuer_code, NEW.service_group)
      AND v.id <> NEW.id)
  THEN
    RAISE EXCEPTION 'a later version of the terms is no first one'
      USING ERRCODE = 'MD002', CONSTRAINT = 'terms_versions_initial_is_first';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER terms_versions_begin_once AFTER INSERT ON terms_versions
  FOR EACH ROW WHEN (NEW.ground = 'initial') EXECUTE FUNCTION terms_versions_begin_once();
