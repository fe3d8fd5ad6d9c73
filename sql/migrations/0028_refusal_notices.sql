-- A notice of refusal (Art. 6(6), 12(1)) tells its term and its ground. What an officer wrote about it stays in the office,
-- and the notices that were queued with it lose it. Row-level security binds the owner too, so every office is entered.
DO $$
DECLARE
  office integer;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    UPDATE messages SET facts = facts - 'refusal_reason' WHERE office_id = office AND facts ? 'refusal_reason';
  END LOOP;
END
$$;

-- Rows of an office that was not entered above would stop it here.
ALTER TABLE messages ADD CONSTRAINT messages_keep_reasons_inside CHECK (NOT facts ? 'refusal_reason');
