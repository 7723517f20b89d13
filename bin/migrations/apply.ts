import { Refusal } from "../instance/refusal";
import { withSchemaEngine } from "./schema-engine";
import { readMigrations, readSchema } from "./schema-files";

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Applies what is missing (of `only` these, when given) and returns the names of what was applied. Writes the same history rows as the Prisma
 *  command line, so `prisma migrate status` agrees. Throws a Refusal when an applied migration was edited or failed. */
export async function applyMigrations(root: string, databaseUrl: string, only?: readonly string[]): Promise<string[]> {
  const all = await readMigrations(root);
  const migrationDirectories = all.migrationDirectories.filter(({ path }) => only?.includes(path) ?? true);
  const migrationsList = { ...all, migrationDirectories };
  return withSchemaEngine(databaseUrl, await readSchema(root), async (engine) => {
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NO_FILTERS,
    });
    const [edited] = state.editedMigrationNames;
    if (edited) {
      throw new Refusal(`Migration ${edited} was changed after this database applied it; restore the file from git.`);
    }
    const [failed] = state.failedMigrationNames;
    if (failed) {
      throw new Refusal(
        `Migration ${failed} failed on this database earlier; restore the last backup, or repair it and run "npx prisma migrate resolve".`,
      );
    }
    if (
      state.history?.diagnostic === "migrationsDirectoryIsBehind" ||
      state.history?.diagnostic === "historiesDiverge"
    ) {
      const [unknown] = state.history.unpersistedMigrationNames;
      throw new Refusal(
        `This database was made by a newer Toile (it has migration ${unknown}); update this copy first.`,
      );
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  });
}
