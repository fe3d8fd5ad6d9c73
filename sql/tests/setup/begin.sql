-- How every test file begins: one transaction that is rolled back at the end, two offices that look alike, no privileges
-- but the role's own. The file then says SET LOCAL ROLE and enter(), and ends with finish() and ROLLBACK.
BEGIN;
SET LOCAL search_path = public, tap;
SET LOCAL client_min_messages = warning;
SET LOCAL TIME ZONE 'Asia/Tokyo';
SELECT * FROM no_plan();
\ir assertions.sql
\ir seed.sql
