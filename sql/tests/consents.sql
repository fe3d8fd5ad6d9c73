-- 同意: what was agreed to, by what and how, written once.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('consents'), 'consents_pkey');
SELECT refused(a_copy_of('consents', '{"kind": "applause"}'), 'consents_kind_is_known');
SELECT refused(a_copy_of('consents', '{"kind": "application", "channel": "fax", "terms_pointed_out": true}'),
  'consents_channel_is_known');
SELECT refused(a_copy_of('consents', '{"kind": "carried_over", "given_at": "2026-01-05 09:00:01+09"}'),
  'consents_are_not_of_the_future');
SELECT refused(a_copy_of('consents', jsonb_build_object('kind', 'carried_over', 'terms_version_id', uuid_of('stranger'))),
  'consents_terms_fkey');

-- 前文: by phone and at the counter somebody says that the terms were pointed out
SELECT refused(a_copy_of('consents', jsonb_build_object('kind', 'application', 'channel', channel)),
  'consents_terms_were_pointed_out')
FROM unnest(ARRAY['phone', 'counter']) AS channel;
SELECT lives_ok(a_copy_of('consents', jsonb_build_object('booking_id', uuid_of(channel), 'kind', 'application',
  'channel', channel, 'terms_pointed_out', channel <> 'my_page')), 'an application over ' || channel)
FROM unnest(ARRAY['phone', 'counter', 'my_page']) AS channel;

-- Art. 4: a vendor's terms are a vendor's
SELECT refused(a_copy_of('consents', jsonb_build_object('booking_id', uuid_of('other'), 'kind', kind, 'vendor', vendor)),
  'consents_vendor_has_a_name')
FROM (VALUES ('vendor_terms', NULL), ('vendor_terms', 'teams'), ('confirmation', 'zoom')) AS t (kind, vendor);
SELECT lives_ok(a_copy_of('consents', '{"kind": "vendor_terms", "vendor": "zoom"}'), 'beside the office''s own');

-- for ever, whoever asks
SELECT refused('UPDATE consents SET channel = channel', 'consents_are_immutable');
SELECT refused('DELETE FROM consents', 'consents_are_immutable');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'test');
SELECT lives_ok($$INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at)
  VALUES (9001, uuid_of('new'), 'carried_over', uuid_of('terms'), 'session', '2026-01-06 08:00+09')$$, 'the service writes one');
SELECT is((SELECT recorded_at FROM consents WHERE booking_id = uuid_of('new')), '2026-01-06 09:00+09'::timestamptz,
  'recorded at the service''s time');
SELECT forbidden(a_copy_of('consents', jsonb_build_object('booking_id', uuid_of('newer'))), 'and at no other');
SELECT forbidden('UPDATE consents SET channel = channel', 'the service changes none');
SELECT forbidden('DELETE FROM consents', 'the service deletes none');

SELECT * FROM finish();
ROLLBACK;
