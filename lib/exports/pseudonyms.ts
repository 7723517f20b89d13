import type { ClientBase } from "pg";
import { pseudonymOf } from "../users/pseudonym";

/** Makes the session's table of pseudonyms that the exports join. */
export async function addPseudonyms(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM "User"`);
  const ids = rows.map((row) => row.id);
  await client.query(`CREATE TEMP TABLE toile_pseudonym ("userId" uuid PRIMARY KEY, pseudonym text NOT NULL)`);
  await client.query(`INSERT INTO toile_pseudonym SELECT * FROM unnest($1::uuid[], $2::text[])`, [
    ids,
    ids.map(pseudonymOf),
  ]);
  await client.query("ANALYZE toile_pseudonym");
}
