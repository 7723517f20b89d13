import { z } from "zod";
import type { Tx } from "../../db";

/** One round of a rollup at a time, until the transaction ends. */
export async function holdRollup(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`rollup ${name}`}))`;
}

const Now = z.tuple([z.object({ now: z.date() })]);
/** The database's time at the transaction's beginning. */
export async function databaseNow(tx: Tx): Promise<Date> {
  return Now.parse(await tx.$queryRaw`SELECT now() AS now`)[0].now;
}
