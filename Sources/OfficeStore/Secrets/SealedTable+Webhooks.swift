import Postgres
import Scheduling

extension SealedTable {
  /// What signs the messages of an office that has a webhook of its own.
  static let webhooks = SealedTable(
    name: "webhooks",
    stale: { current, after, limit, session in
      Statement(
        """
        SELECT id, 0::bigint, id::text, key_id, box FROM webhooks
        WHERE office_id = $1 AND key_id <> $2 AND ($3::uuid IS NULL OR id > $3)
        ORDER BY webhooks.id LIMIT $4 FOR UPDATE
        """, session.office.id, current, after?.id, limit)
    },
    keep: { entries, session in
      Statement(
        """
        UPDATE webhooks w SET key_id = anew.key_id, box = anew.box
        FROM unnest($2::uuid[], $3::text[], $4::bytea[]) AS anew (id, key_id, box)
        WHERE w.office_id = $1 AND w.id = anew.id
        """, session.office.id, entries.map(\.id), entries.map(\.sealed.keyID), entries.map(\.sealed.box))
    },
    census: { session in
      Statement("SELECT key_id, count(*) FROM webhooks WHERE office_id = $1 GROUP BY key_id", session.office.id)
    })
}
