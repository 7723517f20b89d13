import { z } from "zod";
import type { Tx } from "../db";

/** Whether a version's stored weights agree with its sha256: Postgres reads them, so that they need not travel. False
 *  where there are none. */
export async function areWeightsWhole(tx: Tx, versionId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT encode(sha256(w.bytes), 'hex') = v.sha256 AS whole
    FROM "ModelVersion" v JOIN "ModelWeights" w ON w."versionId" = v.id WHERE v.id = ${versionId}::uuid`;
  return z.array(z.object({ whole: z.boolean() })).parse(rows)[0]?.whole ?? false;
}
