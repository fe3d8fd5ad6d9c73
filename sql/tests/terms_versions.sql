-- 利用規約: complete when announced, and never changed afterwards.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;

CREATE FUNCTION pg_temp.version_of(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('terms_versions', jsonb_build_object('id', uuid_of(changed::text), 'ground', 'benefit') || changed) $$;

-- who issues
SELECT lives_ok(pg_temp.version_of(issuer), 'issued by ' || issuer::text) FROM unnest(ARRAY[
  '{"issuer_kind": "office", "issuer_code": "9002"}', '{"issuer_kind": "bureau", "issuer_code": "13"}',
  '{"issuer_kind": "ministry", "issuer_code": ""}']::jsonb[]) AS issuer;
SELECT refused(pg_temp.version_of(issuer), 'terms_versions_issuer_is_known') FROM unnest(ARRAY[
  '{"issuer_kind": "office", "issuer_code": "13"}', '{"issuer_kind": "bureau", "issuer_code": "9001"}',
  '{"issuer_kind": "ministry", "issuer_code": "13"}', '{"issuer_kind": "city", "issuer_code": ""}']::jsonb[]) AS issuer;
SELECT refused(pg_temp.version_of('{}'), 'terms_versions_one_per_instant');
SELECT lives_ok(pg_temp.version_of('{"service_group": "seminars"}'), 'another document has its own versions');
SELECT refused(pg_temp.version_of(format('{"service_group": "%s"}', label)::jsonb), 'terms_versions_service_group_is_a_word')
FROM unnest(ARRAY['', 'Online', '1st', repeat('a', 41)]) AS label;
SELECT refused(pg_temp.version_of(jsonb_build_object('title', title)), 'terms_versions_title_length')
FROM unnest(ARRAY['', repeat('規', 201)]) AS title;
SELECT refused(pg_temp.version_of(jsonb_build_object(signed, wrong)), 'terms_versions_' || signed || '_length')
FROM unnest(ARRAY['issuer_title', 'governing_court']) AS signed CROSS JOIN unnest(ARRAY['', repeat('長', 201)]) AS wrong;

-- Art. 13: the first version is none of a change
SELECT refused(pg_temp.version_of('{"ground": "initial", "effective_from": "2026-04-01 00:00+09"}'), 'terms_versions_initial_is_first');
SELECT lives_ok(pg_temp.version_of('{"ground": "initial", "service_group": "fairs"}'), 'another document has a first version of its own');

-- Art. 13(2)
SELECT refused(pg_temp.version_of('{"ground": "mood"}'), 'terms_versions_ground_is_known');
SELECT refused(pg_temp.version_of('{"ground": "reasonable"}'), 'terms_versions_reasonable_is_announced_first');
SELECT lives_ok(
  pg_temp.version_of('{"ground": "reasonable",
    "announced_at": "2026-01-31 00:00+09", "effective_from": "2026-02-01 00:00+09"}'),
  'a reasonable change is announced first');
SELECT lives_ok(
  pg_temp.version_of('{"ground": "benefit",
    "announced_at": "2026-03-02 00:00+09", "effective_from": "2026-03-01 00:00+09"}'),
  'a change for the people''s benefit may be announced later');

-- what is announced is complete and is what was signed for
CREATE FUNCTION pg_temp.saying(body text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT pg_temp.version_of(jsonb_build_object(
    'body', body, 'sha256', sha256(convert_to(body, 'UTF8')), 'effective_from', '2026-04-01 00:00+09')) $$;
SELECT refused(pg_temp.saying(body), 'terms_versions_body_is_complete')
FROM unnest(ARRAY['', 'ハローワーク○○', 'ハローワーク{{office}}']) AS body;
SELECT lives_ok(pg_temp.saying('ハローワーク東'), 'a body without a gap');
SELECT refused(pg_temp.version_of('{"body": "別の規約"}'), 'terms_versions_sha256_matches');

-- for ever, whoever asks
SELECT refused($$UPDATE terms_versions SET body = body$$, 'terms_versions_are_immutable');
SELECT refused($$DELETE FROM terms_versions$$, 'terms_versions_are_immutable');

SET LOCAL ROLE madoguchi_app;
SELECT isnt_empty('SELECT * FROM terms_versions', 'the service reads terms');
SELECT forbidden(a_copy_of('terms_versions'), 'the service does not announce terms');
SELECT forbidden('UPDATE terms_versions SET body = body', 'the service does not change terms');

SELECT * FROM finish();
ROLLBACK;
