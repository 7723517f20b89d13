import type { Environment } from "@/lib/env";
import { applyMigrations } from "../migrations/apply";
import { migrationsInPlace } from "../migrations/in-place";
import { holdEmbeddedDatabase, type Say } from "./embedded";
import { checkExternalDatabase } from "./external";

export type OpenDatabase = { url: string; isEmbedded: boolean; applied: string[]; close(): Promise<void> };

/** Opens the instance's database, ready to use: the one in DATABASE_URL, or the embedded one, which is started when it
 *  does not run yet and shared when it does. Brings its tables up to date. */
export async function openDatabase(root: string, environment: Environment, say: Say): Promise<OpenDatabase> {
  const { DATABASE_URL, TOILE_HOME } = environment;
  if (DATABASE_URL) {
    await checkExternalDatabase(DATABASE_URL);
    const applied = await migrate(root, DATABASE_URL);
    return { url: DATABASE_URL, isEmbedded: false, applied, close: async () => {} };
  }
  const held = await holdEmbeddedDatabase(TOILE_HOME, say);
  try {
    return { url: held.url, isEmbedded: true, applied: await migrate(root, held.url), close: held.release };
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** Most starts find nothing to apply, and a look at the history is ten times faster than the engine. */
const migrate = async (root: string, url: string): Promise<string[]> =>
  (await migrationsInPlace(root, url)) ? [] : applyMigrations(root, url);

/** Runs `work` with the database open and DATABASE_URL set, so that lib finds it. */
export async function withDatabase<T>(
  root: string,
  environment: Environment,
  say: Say,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(root, environment, say);
  process.env.DATABASE_URL = database.url;
  try {
    return await work(database.url);
  } finally {
    await database.close();
  }
}
