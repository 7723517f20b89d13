import { randomInt } from "node:crypto";
import { validate } from "uuid";
import { embeddedPhotos } from "../catalogue/embedded-photos";
import { lockLiveEncoder, makeLive } from "../catalogue/make-live";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { promoteInTx } from "../models/promote";
import { Head } from "../models/schema";
import { fail, ok, type Result } from "../result";
import { queueRun } from "../training/queue-run";
import { largestSeed } from "../training/rules";
import { actorOf } from "../users/allow";
import { readyVersion } from "./ready-versions";
import type { Served } from "./schema";
import type { Changer } from "./start-change";

type Wanted = { encoderId: string } | { version: string };

/** Has the workspace work with another encoder that has embedded everything already: forward to one that was held back,
 *  or back to an earlier one. In one transaction one pointer moves, and with it each network's: to the version of that
 *  encoder that served last, else to its newest; where there is none, a training is started. Vectors and versions of the
 *  other stay, so that the way back is the same move. Naming the live one changes nothing. "unavailable": photos are
 *  missing under it. */
export function serveEncoder(by: Changer, wanted: Wanted): Promise<Result<Served, "not-found" | "unavailable">> {
  return inTx(
    async (tx) => {
      const encoder = await find(tx, wanted);
      if (!encoder) return fail("not-found", "toile encoders and Settings, Encoders list those that were used here.");
      await lockLiveEncoder(tx);
      const live = await tx.liveEncoder.findUnique({ where: { id: 1 } });
      if (live?.encoderId === encoder.id) return ok({ encoderId: encoder.id, heads: [] });
      const { photos, embedded } = await embeddedPhotos(encoder.id, tx);
      if (embedded < photos)
        return fail(
          "unavailable",
          `${encoder.name} ${encoder.version} lacks ${photos - embedded} of ${photos} photos. Have it embed them first: under Settings, Encoders, or by toile embed --encoder ${encoder.source} --hold. Nothing was changed.`,
        );
      await makeLive(tx, actorOf(by), encoder, false);
      const heads: Served["heads"] = [];
      for (const head of Head.options) {
        const outcome = await serveHead(tx, by, head, encoder);
        if (outcome) heads.push({ head, outcome });
      }
      await tx.encoderChange.updateMany({
        where: { encoderId: encoder.id, status: "ready" },
        data: { status: "finished", finishedAt: new Date(), reason: null, heartbeatAt: null, wish: null },
      });
      // A photo that was brought in at this very moment.
      await send(tx, "embed", {});
      return ok({ encoderId: encoder.id, heads });
    },
    { timeoutMs: 60_000 },
  );
}

async function find(tx: Tx, wanted: Wanted) {
  if ("version" in wanted)
    return tx.encoder.findFirst({ where: { version: wanted.version }, orderBy: { createdAt: "desc" } });
  return validate(wanted.encoderId) ? tx.encoder.findUnique({ where: { id: wanted.encoderId } }) : null;
}

type Encoder = { id: string; name: string; version: string };

/** What serves of a head under the encoder that is live now; null where nothing ever served. */
async function serveHead(tx: Tx, by: Changer, head: Head, encoder: Encoder) {
  const champion = await tx.champion.findUnique({ where: { head }, include: { version: true } });
  if (!champion || champion.version.encoderId === encoder.id) return null;
  const because = `The encoder changed to ${encoder.name} ${encoder.version}.`;
  const version = await readyVersion(head, encoder.id, tx);
  if (version && (await promoteInTx(tx, by, version.id, because)).ok) {
    // Its card could not be made while its encoder did not serve.
    await send(tx, "evaluate", { versionId: version.id });
    return "serves";
  }
  // A run whose data are of this encoder, or not frozen yet, is the training that is needed.
  const { count } = await tx.run.updateMany({
    where: {
      head,
      OR: [
        { encoderId: encoder.id, status: { in: ["queued", "running"] } },
        { encoderId: null, status: "queued", snapshotId: null },
      ],
    },
    data: { promoteWhenDone: true },
  });
  if (count > 0) return "training";
  const run = { head, seed: randomInt(1, largestSeed), promoteWhenDone: true, because };
  return (await queueRun(tx, by, run, { because })).ok ? "training" : "waits";
}
