import pg from "pg";
import { Refusal } from "../instance/refusal";

const OLDEST = 150_000;
const PATIENCE_MS = 8_000;

type Server = {
  version: number;
  name: string;
  encoding: string;
  hasTrigrams: boolean;
  offersTrigrams: boolean;
  mayCreate: boolean;
};

/** Checks a Postgres of the user's own: that it answers, is 15 or newer, holds UTF-8, and has or may be given pg_trgm.
 *  Throws a Refusal that says which of these is not so; the password never appears in it. */
export async function checkExternalDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  try {
    await client.connect();
    const { rows } = await client.query<Server>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
              current_setting('server_encoding') AS encoding,
              EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') AS "hasTrigrams",
              EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') AS "offersTrigrams",
              has_database_privilege(current_database(), 'CREATE') AS "mayCreate"`,
    );
    const server = rows[0]!;
    if (server.version < OLDEST) {
      throw new Refusal(`DATABASE_URL names Postgres ${server.name}; Toile needs 15 or newer.`);
    }
    if (server.encoding !== "UTF8") {
      throw new Refusal(`DATABASE_URL's database holds ${server.encoding}; make one with ENCODING 'UTF8' for Toile.`);
    }
    if (!server.hasTrigrams && !server.offersTrigrams) {
      throw new Refusal(
        "DATABASE_URL's Postgres lacks the extension pg_trgm, which the catalogue's search needs; install the package with Postgres's contributed modules.",
      );
    }
    if (!server.hasTrigrams && !server.mayCreate) {
      throw new Refusal(
        "DATABASE_URL's user may not add the extension pg_trgm, which the catalogue's search needs; have the database's owner run CREATE EXTENSION pg_trgm.",
      );
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(explain(error, url));
  } finally {
    await client.end().catch(() => {});
  }
}

/** One sentence for what Postgres or the network answered. */
export function explain(error: unknown, url: string): string {
  const { code, message } = error as { code?: string; message: string };
  const place = whereIs(url);
  switch (code) {
    case "ECONNREFUSED":
      return `Nothing answers at ${place}; start that Postgres or correct DATABASE_URL.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `DATABASE_URL names a host that does not exist (${place}); correct it.`;
    case "28P01":
    case "28000":
      return `Postgres at ${place} refuses this user or password; correct DATABASE_URL.`;
    case "3D000":
      return `The database in DATABASE_URL does not exist at ${place}; make it (createdb) or correct the name.`;
    default:
      return `Cannot use the Postgres at ${place} (${message}); correct DATABASE_URL.`;
  }
}

function whereIs(url: string): string {
  if (!URL.canParse(url)) return "the address in DATABASE_URL";
  const { hostname, port } = new URL(url);
  return `${hostname || "localhost"}:${port || 5432}`;
}
