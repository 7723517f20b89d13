import type { ClientBase } from "pg";
import { leftOut } from "./manifest";

export type Table = { name: string; columns: string[] };

/** Every table of the house with the columns that are stored; what Postgres works out itself is not among them. */
export async function readTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.table_name AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND c.table_name <> ALL ($1) GROUP BY 1 ORDER BY 1`,
    [leftOut],
  );
  return rows;
}

/** "Table" ("a", "b"), as COPY wants it. */
export const copyTarget = ({ name, columns }: Table): string =>
  `"${name}" (${columns.map((column) => `"${column}"`).join(", ")})`;

/** Names of the migrations that the database has, oldest first. */
export async function readApplied(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}
