import { db, inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type AsSystem, actorOf } from "../users/allow";
import { makeLive } from "./make-live";
import { countPhotos } from "./sql";

/** Has the workspace work with another encoder that has embedded everything already: forward to one that was held back,
 *  or back to an earlier one. One pointer moves, with its audit row and the rankings that follow; vectors and versions of
 *  the other stay. Naming the live one changes nothing. "unavailable": photos are missing under it. */
export async function changeEncoder(
  by: AsSystem,
  { version }: { version: string },
): Promise<Result<{ encoderId: string }, "not-found" | "unavailable">> {
  const encoder = await db().encoder.findFirst({ where: { version }, orderBy: { createdAt: "desc" } });
  if (!encoder) return fail("not-found", `No encoder here has the version ${version}. toile encoders lists them.`);
  const { photos, embedded } = await countPhotos(encoder.id);
  if (embedded < photos)
    return fail(
      "unavailable",
      `${encoder.name} ${version} lacks ${photos - embedded} of ${photos} photos. Run toile embed --encoder ${encoder.source} --hold first; nothing was changed.`,
    );
  return inTx(async (tx) => {
    await makeLive(tx, actorOf(by), encoder, false);
    return ok({ encoderId: encoder.id });
  });
}
