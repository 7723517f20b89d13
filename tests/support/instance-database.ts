import { execFileSync } from "node:child_process";
import pg from "pg";
import { loadSecrets } from "../../bin/instance/secrets";
import { readPostmaster } from "../../bin/postgres/cluster";
import { clusterUrl } from "../../bin/postgres/embedded";
import { findDatabasePlace } from "../../bin/postgres/place";

const home = () => process.env.TOILE_E2E_HOME ?? "";

async function databaseUrl(): Promise<string> {
  const running = readPostmaster((await findDatabasePlace(home())).data);
  if (!running) throw new Error("The instance's Postgres does not run.");
  return clusterUrl(loadSecrets(home()).databasePassword, running.port, "toile");
}

/** Rows of the journeys' instance, by a connection of the test's own: what a page says is compared with them. */
export async function rowsOf<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Lets a category version serve that was trained for one step, and widens the holdout: a real training is sure to beat it,
 *  and a gate can tell. */
export const serveWeakCategoryVersion = (): Promise<void> => runScript([]);

/** Gives the holdout back as it was. */
export const restoreHoldout = (): Promise<void> => runScript(["restore"]);

async function runScript(words: string[]): Promise<void> {
  execFileSync(process.execPath, ["--import", "tsx", "tests/support/serve-weak-version.ts", ...words], {
    env: { ...process.env, TOILE_HOME: home(), DATABASE_URL: await databaseUrl() },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
