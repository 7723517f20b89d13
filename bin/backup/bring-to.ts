import { Refusal } from "../instance/refusal";
import { applyMigrations } from "../migrations/apply";
import { readMigrations } from "../migrations/schema-files";
import { runOnce } from "../postgres/run-once";

/** Brings an empty database to the tables that a backup was made of. Answers what brings it to today's afterwards, so that
 *  an older house goes through the same steps that it would have gone through in place. */
export async function bringTo(root: string, url: string, wanted: readonly string[]): Promise<() => Promise<void>> {
  const { migrationDirectories } = await readMigrations(root);
  const known = migrationDirectories.map(({ path }) => path);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown)
    throw new Refusal(`This backup was made by a newer Toile (it has migration ${unknown}); update this copy first.`);
  if (wanted.length === known.length) return async () => {};
  await runOnce(url, "DROP SCHEMA public CASCADE");
  await runOnce(url, "CREATE SCHEMA public");
  await applyMigrations(root, url, wanted);
  return async () => {
    await applyMigrations(root, url);
  };
}
