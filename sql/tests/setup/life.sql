-- The seed's booking, brought further by legal steps: offered until the 8th at midnight, confirmed for the 13th,
-- 10:00 to 10:30, a no-show at 10:10.
CREATE FUNCTION tap.offer_the_booking() RETURNS void
  LANGUAGE sql
  AS $$
    UPDATE bookings SET version = version + 1, status = 'offered', offer_number = 1, lapses_at = '2026-01-08 00:00+09'
    WHERE id = uuid_of('booking')
  $$;

-- Its consent is in the seed.
CREATE FUNCTION tap.confirm_the_booking() RETURNS void
  LANGUAGE sql
  AS $$
    UPDATE bookings SET version = version + 1, status = 'confirmed', confirmed_at = '2026-01-06 12:00+09',
      starts_at = '2026-01-13 10:00+09', ends_at = '2026-01-13 10:30+09', no_show_at = '2026-01-13 10:10+09',
      counselor_id = uuid_of('counselor'), room_id = uuid_of('room'), licence_id = uuid_of('licence')
    WHERE id = uuid_of('booking')
  $$;

-- The consent that a follow-up of this name carries over from its parent.
CREATE FUNCTION tap.carry_over(follow_up text) RETURNS void
  LANGUAGE sql
  AS $$
    INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at)
    SELECT office_id, uuid_of(follow_up), 'carried_over', terms_version_id, 'session', app_now()
    FROM consents WHERE booking_id = uuid_of('booking') AND kind = 'confirmation'
  $$;
