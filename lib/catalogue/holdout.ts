import { createHash } from "node:crypto";

const holdoutPerMille = 100;

/** Whether a garment model belongs to the 10 % that only evaluation may see: by a hash of its id alone, so that every
 *  colour-way, every import and every instance agree. */
export function isHoldoutGroup(groupId: string): boolean {
  const head = createHash("sha256").update(groupId).digest().readBigUInt64BE(0);
  return head % 1000n < BigInt(holdoutPerMille);
}
