import { createHash } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyMigrations, NO_FILTERS } from "@/bin/migrations/apply";
import { withSchemaEngine } from "@/bin/migrations/schema-engine";
import { readMigrations, readSchema } from "@/bin/migrations/schema-files";
import { freshDatabase, testDatabaseUrl, testDb } from "../../support/database";
import { scratchHome } from "../../support/scratch-home";

const root = process.cwd();
const copy = scratchHome();
const clone = await freshDatabase();

beforeAll(() => cpSync(join(root, "prisma"), join(copy.folder, "prisma"), { recursive: true }));
afterAll(async () => {
  copy.remove();
  await clone.drop();
});

test("the history rows carry the checksums that the Prisma command line computes", async () => {
  const rows = await testDb().$queryRaw<{ migration_name: string; checksum: string; finished: boolean }[]>`
    SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1`;
  const { migrationDirectories } = await readMigrations(root);
  const expected = migrationDirectories.map(({ path, migrationFile: { content } }) => ({
    migration_name: path,
    checksum: createHash("sha256")
      .update(content.tag === "ok" ? content.value : "")
      .digest("hex"),
    finished: true,
  }));
  expect(expected.length).toBeGreaterThan(0);
  expect(rows).toEqual(expected);
});

test("applying the migrations to an up-to-date database changes nothing", async () => {
  expect(await applyMigrations(root, testDatabaseUrl())).toEqual([]);
});

test("the migrations end where the schema files are", async () => {
  const schema = await readSchema(root);
  const migrations = await readMigrations(root);
  const { stdout, exitCode } = await withSchemaEngine(clone.url, schema, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrations },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    }),
  );
  expect({ stdout, exitCode }).toEqual({ stdout: "-- This is an empty migration.\n", exitCode: 0 });
});

test("SQL written by hand may hold semicolons in bodies, strings and comments", async () => {
  const sql = `-- one; two
    CREATE FUNCTION hand_made() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;`;
  addMigration("20990101000000_by_hand", sql);
  expect(await applyMigrations(copy.folder, clone.url)).toEqual(["20990101000000_by_hand"]);
  await expect(applyMigrations(copy.folder, clone.url)).resolves.toEqual([]);
});

test("a migration that was edited after it was applied is refused by name", async () => {
  addMigration("20990101000000_by_hand", "SELECT 1;");
  await expect(applyMigrations(copy.folder, clone.url)).rejects.toThrow("20990101000000_by_hand was changed");
});

test("a database made by a newer Toile is refused", async () => {
  await expect(applyMigrations(root, clone.url)).rejects.toThrow("made by a newer Toile");
});

function addMigration(name: string, sql: string): void {
  const folder = join(copy.folder, "prisma", "migrations", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
}
