import { randomUUID } from "node:crypto";
import { applyMigrations } from "@/bin/migrations/apply";
import { runOnce } from "@/bin/postgres/run-once";

/** Address of a Postgres that has pgvector: the one that Toile starts by itself has none, so tests of it need another. */
export const pgvectorServer = process.env.TOILE_TEST_PGVECTOR ?? null;

/** A migrated, empty database on that server. */
export async function pgvectorDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await runOnce(pgvectorServer!, `CREATE DATABASE ${name}`);
  const url = new URL(pgvectorServer!);
  url.pathname = `/${name}`;
  await applyMigrations(process.cwd(), url.href);
  return { url: url.href, drop: () => runOnce(pgvectorServer!, `DROP DATABASE ${name} WITH (FORCE)`) };
}
