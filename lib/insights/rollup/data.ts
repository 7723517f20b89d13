import { db } from "../../db";

/** Until when a rollup holds the answers; null while none was counted. */
export async function countedUntil(name: "throughput" | "agreement" | "return"): Promise<string | null> {
  const state = await db().rollupState.findUnique({ where: { name } });
  return state?.until.toISOString() ?? null;
}
