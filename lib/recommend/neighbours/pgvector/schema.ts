import { z } from "zod";

/** memory: exact, in one process a machine, the default. pgvector: exact too, by the server's own extension. */
export const storeKinds = ["memory", "pgvector"] as const;
export const StoreKind = z.enum(storeKinds);
export type StoreKind = z.infer<typeof StoreKind>;

export const storeKey = "neighbours.store";
export const StoreChoice = z.object({ store: StoreKind });
export type StoreChoice = z.infer<typeof StoreChoice>;

/** chosen: what was set. isThere: the server has pgvector to give. isMade: this database has taken it, without which memory
 *  answers whatever was chosen. */
export type StoreCard = { chosen: StoreKind; isThere: boolean; isMade: boolean };
