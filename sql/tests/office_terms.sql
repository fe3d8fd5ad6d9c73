-- Which versions reach an office, how the office announces its own, and how far its users were told.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
INSERT INTO terms_versions (
    id, issuer_kind, issuer_code, service_group, title, body, sha256, ground, announced_at, effective_from)
  SELECT uuid_of(name), kind, code, 'online_counseling', name, name, sha256(convert_to(name, 'UTF8')), 'benefit',
    '2026-01-01 00:00+09', effective::timestamptz
  FROM (VALUES ('ours next', 'office', '9001', '2026-02-01 00:00+09'), ('theirs', 'office', '9002', '2026-01-01 00:00+09'),
    ('bureau', 'bureau', '13', '2026-01-15 00:00+09'), ('other bureau', 'bureau', '14', '2026-01-01 00:00+09'),
    ('ministry', 'ministry', '', '2026-01-20 00:00+09')) AS t (name, kind, code, effective);

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT bag_eq('SELECT title FROM office_terms WHERE office_id = 9001',
  $$VALUES ('利用規約'), ('ours next'), ('bureau'), ('ministry')$$, 'one''s own, the bureau''s, the ministry''s');
SELECT results_eq(
  $$SELECT title FROM office_terms WHERE office_id = 9001 ORDER BY distance, effective_from DESC$$,
  $$VALUES ('ours next'), ('利用規約'), ('bureau'), ('ministry')$$, 'the nearest first, and of one issuer''s the latest');

-- announced as the office entered, at the service's time, and only so
PREPARE announcing AS
  SELECT announce_office_terms(uuid_of($1), 'online_counseling', '改定', '所長', '神戸地方裁判所', '改定後の規約', 'benefit', $2);
SELECT results_eq($$EXECUTE announcing('new', '2026-03-01 00:00+09')$$, 'VALUES (1::bigint)', 'the service announces');
SELECT results_eq(
  $$SELECT issuer_kind, issuer_code, title, issuer_title, governing_court, body, sha256, ground, announced_at
    FROM terms_versions WHERE id = uuid_of('new')$$,
  $$VALUES ('office', '9001', '改定', '所長', '神戸地方裁判所', '改定後の規約',
    sha256(convert_to('改定後の規約', 'UTF8')), 'benefit', '2026-01-05 09:00+09'::timestamptz)$$, 'as the office');
SELECT refused($$EXECUTE announcing('again', '2026-03-01 00:00+09')$$, 'terms_versions_one_per_instant');
SET LOCAL app.office_id = '';
SELECT results_eq($$EXECUTE announcing('nobody', '2026-04-01 00:00+09')$$, 'VALUES (0::bigint)', 'without an office nobody');

-- annotated by the issuer alone; the text stays as it is
PREPARE annotating AS SELECT annotate_office_terms(uuid_of($1), uuid_of($2), $3, $4);
SELECT enter(9001, '2026-01-06 09:00+09', 'counselor:1');
SELECT results_eq($$EXECUTE annotating('note', 'terms', '第8条', '現行法では第5条の5')$$, 'VALUES (1::bigint)', 'one''s own');
SELECT results_eq(format('EXECUTE annotating(%L, %L, NULL, ''x'')', 'note on ' || other, other), 'VALUES (0::bigint)',
  'not what is ' || other)
FROM unnest(ARRAY['theirs', 'bureau', 'ministry', 'stranger']) AS other;
SELECT results_eq($$SELECT place, note, created_at, created_by FROM terms_annotations WHERE id = uuid_of('note')$$,
  $$VALUES ('第8条', '現行法では第5条の5', '2026-01-06 09:00+09'::timestamptz, 'counselor:1')$$, 'with who and when');
SELECT refused(format('EXECUTE annotating(''n'', ''terms'', %L, ''x'')', place), 'terms_annotations_place_length')
FROM unnest(ARRAY['', repeat('条', 101)]) AS place;
SELECT refused(format('EXECUTE annotating(''n'', ''terms'', NULL, %L)', note), 'terms_annotations_note_length')
FROM unnest(ARRAY['', repeat('注', 2001)]) AS note;
SELECT refused($$EXECUTE annotating('note', 'terms', NULL, 'x')$$, 'terms_annotations_pkey');
SELECT forbidden($$INSERT INTO terms_annotations (id, terms_version_id, note) VALUES (uuid_of('n'), uuid_of('terms'), 'x')$$,
  'only through the function');
SELECT forbidden('UPDATE terms_annotations SET note = note', 'the service changes no annotation');
SELECT forbidden('DELETE FROM terms_annotations', 'the service deletes no annotation');

SET LOCAL ROLE madoguchi_region;
SELECT forbidden('SELECT count(*) FROM terms_annotations', 'statistics see no annotation');
SET LOCAL ROLE madoguchi_owner;
SELECT refused('UPDATE terms_annotations SET note = note', 'terms_annotations_are_immutable');
SELECT refused('DELETE FROM terms_annotations', 'terms_annotations_are_immutable');
SELECT refused($$INSERT INTO terms_annotations (id, terms_version_id, note) VALUES (uuid_of('n'), uuid_of('nothing'), 'x')$$,
  'terms_annotations_version_fkey');

-- how far the users were told
SELECT enter(9001, '2026-01-06 09:00+09', 'test');
SELECT refused(a_copy_of('terms_notices', '{"number": 2}'), 'terms_notices_pkey');
SELECT refused(a_copy_of('terms_notices', jsonb_build_object('terms_version_id', uuid_of('bureau'))), 'terms_notices_number_key');
SELECT refused(a_copy_of('terms_notices', jsonb_build_object('terms_version_id', uuid_of('bureau'), 'number', 0)),
  'terms_notices_number_is_positive');
SELECT refused(a_copy_of('terms_notices', jsonb_build_object('terms_version_id', uuid_of('bureau'), 'number', 2,
  'told_count', -1)), 'terms_notices_told_count_is_whole');
SELECT refused(a_copy_of('terms_notices', jsonb_build_object('terms_version_id', uuid_of('nothing'), 'number', 2)),
  'terms_notices_version_fkey');
SELECT enter(7777, '2026-01-06 09:00+09', 'test');
SELECT refused($$INSERT INTO terms_notices (office_id, terms_version_id, number) VALUES (7777, uuid_of('terms'), 1)$$,
  'terms_notices_office_fkey');
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'test');
SELECT touches('UPDATE terms_notices SET told_until = uuid_of(''booking''), told_count = 1, finished_at = app_now()', 1,
  'the service writes down how far');
SELECT forbidden('UPDATE terms_notices SET number = number', 'a notice keeps its number');
SELECT forbidden('DELETE FROM terms_notices', 'a notice is not forgotten');

SELECT * FROM finish();
ROLLBACK;
