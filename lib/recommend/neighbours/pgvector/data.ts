import { db, type Tx } from "../../../db";
import { type StoreCard, StoreChoice, type StoreKind, storeKey } from "./schema";
import { vectorExtension } from "./sql";

/** Where neighbours are to be looked for. */
export async function chosenStore(tx: Tx = db()): Promise<StoreKind> {
  const setting = await tx.setting.findUnique({ where: { key: storeKey } });
  return setting ? StoreChoice.parse(setting.value).store : "memory";
}

/** The same, or memory where the tables are not there: a backup was restored on another server, say. */
export async function storeInForce(): Promise<StoreKind> {
  const chosen = await chosenStore();
  return chosen === "pgvector" && !(await vectorExtension()).isMade ? "memory" : chosen;
}

export const storeCard = async (): Promise<StoreCard> => ({
  chosen: await chosenStore(),
  ...(await vectorExtension()),
});
