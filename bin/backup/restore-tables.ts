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
  await runAll(
    client,
    rows.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
  );
  await runAll(
    client,
    (await readTables(client)).map(({ name }) => `ALTER TABLE "${name}" DISABLE TRIGGER USER`),
  );
  return rows;
}

/** Ties the tables again, which checks every row, wakes the triggers, and counts numbers on from the highest. */
export async function tieTables(client: ClientBase, ties: readonly Tie[]): Promise<void> {
  await runAll(
    client,
    (await readTables(client)).map(({ name }) => `ALTER TABLE "${name}" ENABLE TRIGGER USER`),
  );
  const { rows: counters } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.oid::regclass::text AS sequence, d.refobjid::regclass::text AS table, quote_ident(a.attname) AS column
     FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace`,
  );
  for (const { sequence, table, column } of counters)
    await client.query(`SELECT setval($1::regclass, max(${column})) FROM ${table} HAVING max(${column}) IS NOT NULL`, [
      sequence,
    ]);
  await runAll(
    client,
    ties.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
  );
}

/** Many statements in one message. */
const runAll = (client: ClientBase, statements: readonly string[]) => client.query(statements.join(";\n"));

/** A run that was under way has no worker here. */
export async function closeOpenRuns(client: ClientBase): Promise<void> {
  await client.query(
    `UPDATE "Run" SET status = 'failed', "finishedAt" = now(),
       reason = 'The instance was restored from a backup that was made while this ran. Start it again.'
     WHERE status IN ('queued', 'running')`,
  );
  for (const table of ["FineTuning", "DescriptionChange"]) {
    if (!(await isThere(client, table))) continue;
    await client.query(
      `UPDATE "${table}" SET status = 'failed', progress = NULL, "finishedAt" = now(),
         reason = 'The instance was restored from a backup that was made while this ran. Start it again.'
       WHERE status IN ('queued', 'running')`,
    );
  }
}

/** A backup of an older Toile lacks the newer tables. */
export async function isThere(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT to_regclass($1) IS NOT NULL AS "isThere"`, [`public."${table}"`]);
  return rows[0].isThere;
}

/** The copy must not tell the world what the original tells it: its webhooks are off until somebody turns them on. */
export async function switchWebhooksOff(client: ClientBase): Promise<void> {
  if (!(await isThere(client, "Webhook"))) return;
  await client.query(`UPDATE "Webhook" SET "isOn" = false`);
  await client.query(
    `UPDATE "WebhookDelivery" SET "nextAt" = NULL, "lastError" = 'Not sent: the instance was restored from a backup.'
     WHERE "nextAt" IS NOT NULL`,
  );
}
