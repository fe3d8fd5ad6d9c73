#!/usr/bin/env bash
# Gives the roles of roles.sql their passwords and the schema its owner, when a container's cluster is made.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v app="$MADOGUCHI_APP_PASSWORD" -v owner="$MADOGUCHI_OWNER_PASSWORD" \
  -v maintenance="$MADOGUCHI_MAINTENANCE_PASSWORD" -v relay="$MADOGUCHI_RELAY_PASSWORD" <<'SQL'
ALTER ROLE madoguchi_app PASSWORD :'app';
ALTER ROLE madoguchi_owner PASSWORD :'owner';
ALTER ROLE madoguchi_maintenance PASSWORD :'maintenance';
ALTER ROLE madoguchi_relay PASSWORD :'relay';
ALTER DATABASE madoguchi OWNER TO madoguchi_owner;
ALTER SCHEMA public OWNER TO madoguchi_owner;
SQL
