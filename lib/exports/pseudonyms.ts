import { createHmac } from "node:crypto";
import type { ClientBase } from "pg";
import { env } from "../env";

const length = 10;

/** A person's name in files that leave the house: the same in every export of this instance, and no way back without
 *  its secret. */
export function pseudonymOf(userId: string): string {
  const secret = env().NEXTAUTH_SECRET ?? "";
  return `person-${createHmac("sha256", secret).update(`pseudonym ${userId}`).digest("hex").slice(0, length)}`;
}

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
