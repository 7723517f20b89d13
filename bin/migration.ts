import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { NO_FILTERS } from "./migrations/apply";
import { migrationFolder } from "./migrations/folder-name";
import { withSchemaEngine } from "./migrations/schema-engine";
import { LOCKFILE, readMigrations, readSchema } from "./migrations/schema-files";
import { startScratchCluster } from "./postgres/scratch";

/** Writes what prisma/schema asks for beyond prisma/migrations as a new migration. Needs no network. */
async function writeMigration(root: string, name: string): Promise<string | null> {
  const newFolder = migrationFolder(name, new Date());
  const scratch = await startScratchCluster();
  try {
    const schema = await readSchema(root);
    const migrationsList = await readMigrations(root);
    const script = await withSchemaEngine(scratch.url("postgres"), schema, async (engine) => {
      const { stdout } = await engine.diff({
        from: { tag: "migrations", ...migrationsList },
        to: { tag: "schemaDatamodel", ...schema },
        script: true,
        exitCode: true,
        filters: NO_FILTERS,
      });
      return stdout ?? "";
    });
    if (/^\s*(-- This is an empty migration\.)?\s*$/.test(script)) return null;
    const folder = join(migrationsList.baseDir, newFolder);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "migration.sql"), script);
    await writeFile(join(migrationsList.baseDir, LOCKFILE.path), LOCKFILE.content);
    return join(folder, "migration.sql");
  } finally {
    await scratch.stop();
  }
}

await runMain(async () => {
  const name = process.argv[2];
  if (!name) throw new Refusal("Give the migration a name, as in: npm run migration -- add_seasons");
  const file = await writeMigration(process.cwd(), name);
  console.log(
    file
      ? `Wrote ${file}; look it over, add SQL by hand below it if need be.`
      : "The migrations already say what the schema says; nothing was written.",
  );
});
