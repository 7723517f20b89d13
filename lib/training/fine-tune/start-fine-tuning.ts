import { randomInt } from "node:crypto";
import { asSource, SOURCE_HELP } from "@/ml/encoders/source";
import { recordAudit } from "../../audit/record";
import { liveEncoder } from "../../catalogue/data";
import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../../users/allow";
import { largestSeed } from "../rules";
import type { StartFineTuning } from "./schema";

type Request = StartFineTuning & { seed?: number };

/** Asks a worker to tune an encoder's last block on the catalogue's own categories. What comes of it is kept beside the
 *  encoder that serves, which stays. "fine-tuning-active": one is under way (the database holds to it). */
export async function startFineTuning(
  by: Allowed<"administer"> | AsSystem,
  { source: given, isKeptAnyway = false, seed = randomInt(1, largestSeed) }: Request,
): Promise<Result<{ id: string }, "invalid" | "fine-tuning-active">> {
  const source = asSource(given ?? (await liveEncoder())?.source ?? "builtin");
  if (!source) return fail("invalid", `"${given}" names no encoder. Give ${SOURCE_HELP}.`);
  return inTx(async (tx) => {
    const data = [{ source, isKeptAnyway, seed, startedById: userIdOf(by) }];
    const { count } = await tx.fineTuning.createMany({ data, skipDuplicates: true });
    if (count === 0) return fail("fine-tuning-active");
    const { id } = await tx.fineTuning.findFirstOrThrow({ where: { status: "queued" }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "encoder.fine-tuning-started",
      subject: "FineTuning",
      subjectId: id,
      after: { source, seed, isKeptAnyway },
    });
    await send(tx, "fine-tune", { tuningId: id });
    return ok({ id });
  });
}
