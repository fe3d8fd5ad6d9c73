-- How an office reads what the terms leave open: within limits, and only its own.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

CREATE FUNCTION pg_temp.setting(property text, value text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT format('UPDATE policies SET %I = %L WHERE office_id = 9001', property, value) $$;

SELECT touches(pg_temp.setting('confirm_cutoff', value), 1, 'cut-off ' || value)
FROM unnest(ARRAY['calendar_day_end', 'calendar_day_at 23:59', 'previous_open_day_at 00:00']) AS value;
SELECT refused(pg_temp.setting('confirm_cutoff', value), 'policies_confirm_cutoff_is_known')
FROM unnest(ARRAY['', 'calendar_day_at 24:00', 'calendar_day_at 9:00', 'previous_open_day_at', 'calendar_day_end '])
  AS value;

CREATE TEMPORARY TABLE limits (property text, lowest integer, highest integer, by_constraint text);
INSERT INTO limits VALUES
  ('offer_reply_open_days', 1, 30, 'policies_offer_reply_open_days_in_range'),
  ('grid_minutes', 5, 240, 'policies_grid_minutes_in_range'),
  ('max_candidates', 1, 10, 'policies_max_candidates_in_range'),
  ('no_show_minutes', 1, 120, 'policies_no_show_minutes_in_range'),
  ('refusal_review_threshold', 1, 100, 'policies_refusal_review_threshold_in_range'),
  ('refusal_review_window_days', 1, 3650, 'policies_refusal_review_window_days_in_range');
SELECT touches(pg_temp.setting(property, lowest::text), 1, property || ' lowest') FROM limits;
SELECT touches(pg_temp.setting(property, highest::text), 1, property || ' highest') FROM limits;
SELECT refused(pg_temp.setting(property, (lowest - 1)::text), by_constraint) FROM limits;
SELECT refused(pg_temp.setting(property, (highest + 1)::text), by_constraint) FROM limits;

SELECT refused(pg_temp.setting('job_seeker_number_required_at', 'never'),
  'policies_job_seeker_number_required_at_is_known');
SELECT refused(pg_temp.setting('environment_check_required_at', 'session'),
  'policies_environment_check_required_at_is_known');
SELECT refused(pg_temp.setting('cancel_channels', '{fax}'), 'policies_cancel_channels_are_known');
SELECT refused(pg_temp.setting('cancel_channels', '{}'), 'policies_cancel_channels_are_known');

-- A new office starts with what domain.md reads into the terms.
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT row_eq('SELECT * FROM policies',
  ROW(9002, 'calendar_day_end', 2, true, 3, 'confirm', 30, '{phone,my_page}', 10, 'start', 2, true, 365,
    3, 12, 36, 60)::policies, 'the defaults');

SET LOCAL ROLE madoguchi_app;
SELECT forbidden('DELETE FROM policies', 'an office keeps its policy');
SELECT forbidden(a_copy_of('policies'), 'an office makes no second policy');

SELECT * FROM finish();
ROLLBACK;
