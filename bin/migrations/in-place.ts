import { createHash } from "node:crypto";
import pg from "pg";
import { readMigrations } from "./schema-files";

/** True when the database's history is exactly the folder's, by name and checksum, and each migration finished. */
export async function migrationsInPlace(root: string, databaseUrl: string): Promise<boolean> {
  const { migrationDirectories } = await readMigrations(root);
  const wanted = migrationDirectories.map(({ path, migrationFile: { content } }) => {
    const sql = content.tag === "ok" ? content.value : "";
    return `${path} ${createHash("sha256").update(sql).digest("hex")} done`;
  });
  const found = await readHistory(databaseUrl);
  return found.length === wanted.length && found.every((line, i) => line === wanted[i]);
}

async function readHistory(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT migration_name || ' ' || checksum || CASE WHEN finished_at IS NULL THEN ' failed' ELSE ' done' END AS line
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
    );
    return rows.map((row) => row.line);
  } catch (error) {
    if ((error as { code?: string }).code === "42P01") return [];
    throw error;
  } finally {
    await client.end();
  }
}
