import pg, { type ClientBase } from "pg";
import { Refusal } from "../instance/refusal";
import { readTables } from "./tables";

/** Refuses a database that holds anything: a backup replaces nothing. */
export async function refuseUnlessEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const { name } of await readTables(client)) {
      const { rowCount } = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`);
      if (rowCount)
        throw new Refusal(
          "This instance holds something already, and a backup replaces nothing. Restore into an empty one, as in TOILE_HOME=~/toile-restored.",
        );
    }
  } finally {
    await client.end();
  }
}

type Tie = { table: string; name: string; definition: string };

/** Takes keys between tables off and lets triggers rest, so that tables may come in any order: flags and labels name each
 *  other. Answers what to tie again. A table's owner may do this; switching all checks off takes a superuser. */
export async function freeTables(client: ClientBase): Promise<Tie[]> {
  const { rows } = await client.query<Tie>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of await readTables(client)) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  return rows;
}

/** Ties the tables again, which checks every row, wakes the triggers, and counts numbers on from the highest. */
export async function tieTables(client: ClientBase, ties: readonly Tie[]): Promise<void> {
  for (const { name, columns } of await readTables(client)) {
    await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
    for (const column of columns) {
      await client.query(
        `SELECT setval(s.name, greatest(1, (SELECT max("${column}")::text::bigint FROM "${name}")))
         FROM (SELECT pg_get_serial_sequence('"${name}"', '${column}') AS name) s
         WHERE s.name IS NOT NULL AND EXISTS (SELECT 1 FROM "${name}")`,
      );
    }
  }
  for (const { table, name, definition } of ties)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

/** A run that was under way has no worker here. */
export async function closeOpenRuns(client: ClientBase): Promise<void> {
  await client.query(
    `UPDATE "Run" SET status = 'failed', "finishedAt" = now(),
       reason = 'The instance was restored from a backup that was made while this ran. Start it again.'
     WHERE status IN ('queued', 'running')`,
  );
}
