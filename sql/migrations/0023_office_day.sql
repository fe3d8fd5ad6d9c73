-- What an office's day adds: more to ask about a user's environment, the switch to a full registration, and a sweep that
-- clears kept answers away.

ALTER TABLE bookings
  -- Art. 5(1)-(6): six answers of one instant; Art. 12(3) and (4): up to four more
  DROP CONSTRAINT bookings_environment_has_six_answers,
  ADD CONSTRAINT bookings_environment_answers_are_known CHECK (
    environment IS NULL
    OR jsonb_typeof(environment) = 'object'
      AND environment ?& ARRAY['uninfected', 'connection', 'os', 'firewall', 'no_file_sharing', 'antivirus']
      AND environment - ARRAY[
        'uninfected', 'connection', 'os', 'firewall', 'no_file_sharing', 'antivirus',
        'app_ready', 'connection_tested', 'software_current', 'private_place'] = '{}'
      AND NOT environment @? 'strict $.* ? (@.type() <> "boolean")');

-- Art. 2(1): what staff switched, and nothing that an application says
GRANT UPDATE (registration_kind) ON seekers TO madoguchi_app;
-- the sweep clears away what has expired
GRANT DELETE ON idempotency TO madoguchi_app;
