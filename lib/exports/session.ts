import pg from "pg";
import { env } from "../env";
import { addPseudonyms } from "./pseudonyms";

/** A connection of its own for one export: everything it reads is of one moment, and nothing else waits for it. Close it
 *  with `end()`. */
export async function openSession(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  // A connection that Postgres cuts is told to whoever reads; unheard, it would end the process.
  client.on("error", () => undefined);
  await addPseudonyms(client);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  return client;
}
