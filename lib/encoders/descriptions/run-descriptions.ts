import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { EncoderUnusable } from "@/ml/encoders/encoder";
import type { DescriptionEncoder } from "@/prisma/generated/client";
import { liveDescriptions, textsInUse } from "../../catalogue/descriptions/data";
import { embedDescriptions } from "../../catalogue/descriptions/embed-descriptions";
import { makeDescriptionsLive } from "../../catalogue/descriptions/make-live";
import { chooseTexts } from "../../catalogue/descriptions/open-text-source";
import { db, inTx, type Tx } from "../../db";
import type { WorkWatch } from "../../jobs/watch-work";
import { queueRun } from "../../training/queue-run";
import { largestSeed } from "../../training/rules";
import { type AsSystem, actorOf, asSystem } from "../../users/allow";
import { reasonOf } from "../reason-of";
import { paced } from "../rules";
import type { ChangeProgress } from "../schema";
import { type ClaimedDescriptions, descriptionWork } from "./description-work";
import { type Outcome, outcomeWords } from "./rules";

/** One core is left to the people who work meanwhile. */
const threads = Math.max(1, availableParallelism() - 1);

type Options = { by?: AsSystem; onProgress?: (progress: ChangeProgress) => void };

/** Takes a change of what descriptions are read by to its end: opened, everything embedded, chosen, and a network of
 *  compatibility trained by it where one serves. One that is over, or that another process has, is left alone. Whatever
 *  fails leaves what is embedded, and the reason; a worker that stops gives it back. */
export async function runDescriptions(
  id: string,
  stopping: AbortSignal,
  { by = asSystem("job", "change of descriptions"), onProgress }: Options = {},
): Promise<void> {
  const change = await descriptionWork.claim(id);
  if (!change) return;
  const watched = descriptionWork.watch(change, stopping);
  const report = (progress: ChangeProgress) => {
    watched.report(progress);
    onProgress?.(progress);
  };
  const watch = { ...watched, report };
  try {
    const row = await embedAll(change.source, watch);
    await watch.end();
    watch.signal.throwIfAborted();
    await inTx((tx) => finish(tx, by, change, row), { timeoutMs: 60_000 });
  } catch (error) {
    await watch.end();
    const why = watch.why();
    if (why) return descriptionWork.leave(change, why);
    if (!(error instanceof EncoderUnusable)) console.error(`change of descriptions ${id}:`, error);
    await descriptionWork.end(db(), change, { status: "failed", reason: reasonOf(error) });
  }
}

async function embedAll(source: string, { report, signal }: WorkWatch<ChangeProgress>): Promise<DescriptionEncoder> {
  report({ phase: "Opening it" });
  const { row, encoder } = await chooseTexts(source, {
    threads,
    signal,
    onDownload: ({ file, done, total }) => {
      signal.throwIfAborted();
      report({ phase: `Loading ${file}`, done, total });
    },
  });
  const begun = { at: performance.now(), done: 0 };
  try {
    await embedDescriptions(row, encoder, {
      signal,
      onProgress: ({ done, total }) => report(paced("Embedding descriptions", done, total, begun, performance.now())),
    });
  } finally {
    await encoder.close();
  }
  return row;
}

/** The end, the choice and the training in one transaction. */
async function finish(tx: Tx, by: AsSystem, change: ClaimedDescriptions, row: DescriptionEncoder): Promise<void> {
  if (!(await descriptionWork.finish(tx, change))) return;
  const isSame = (await liveDescriptions(tx))?.id === row.id;
  const outcome = isSame ? "same" : await trainBy(tx, by, row);
  const data = { encoderId: row.id, reason: outcomeWords[outcome] };
  await tx.descriptionChange.update({ where: { id: change.id }, data });
}

async function trainBy(tx: Tx, by: AsSystem, row: DescriptionEncoder): Promise<Outcome> {
  await makeDescriptionsLive(tx, actorOf(by), row);
  if ((await textsInUse()) === 0) return "no-texts";
  if (!(await tx.champion.findUnique({ where: { head: "compatibility" } }))) return "no-version";
  const because = `Descriptions are read by ${row.name} ${row.version}.`;
  const run = { head: "compatibility", seed: randomInt(1, largestSeed), because } as const;
  return (await queueRun(tx, by, run, { because })).ok ? "training" : "waits";
}
