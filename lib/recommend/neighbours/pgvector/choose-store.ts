import { changeSetting } from "../../../audit/change-setting";
import { inTx, type Tx } from "../../../db";
import { fail, ok, type Result } from "../../../result";
import { type Allowed, type AsSystem, actorOf } from "../../../users/allow";
import { chosenStore } from "./data";
import { storeKey as key, type StoreChoice } from "./schema";
import { makeVectorTables, vectorExtension } from "./sql";

const absent =
  "This Postgres has no pgvector. Have its administrator install the extension (the one that Toile starts by itself has none), or stay with memory.";
const notAllowed =
  "Toile's database user may not create the extension. Have an administrator run CREATE EXTENSION vector in this database, then choose it again.";

/** Sets where neighbours are looked for. pgvector's tables are made here and now, and filled by the search process; until
 *  then it answers from where it did. Setting what is set already changes nothing. "unavailable": the server has no
 *  pgvector, or gives it to nobody. */
export async function chooseStore(
  by: Allowed<"administer"> | AsSystem,
  { store }: StoreChoice,
): Promise<Result<StoreChoice, "unavailable">> {
  try {
    return await inTx((tx) => choose(tx, by, { store }));
  } catch (error) {
    if (isDenied(error)) return fail("unavailable", notAllowed);
    throw error;
  }
}

async function choose(
  tx: Tx,
  by: Allowed<"administer"> | AsSystem,
  { store }: StoreChoice,
): Promise<Result<StoreChoice, "unavailable">> {
  if (store === "pgvector") {
    if (!(await vectorExtension(tx)).isThere) return fail("unavailable", absent);
    await makeVectorTables(tx);
  }
  const before = await chosenStore(tx);
  if (before === store) return ok({ store });
  await changeSetting(tx, actorOf(by), { key, before: { store: before }, after: { store } });
  return ok({ store });
}

/** 42501: insufficient privilege. */
const isDenied = (error: unknown): boolean => /42501|permission denied/i.test(String((error as Error)?.message));
