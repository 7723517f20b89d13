import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { EncoderUnusable } from "@/ml/encoders/encoder";
import type { DescriptionEncoder } from "@/prisma/generated/client";
import { liveDescriptions, textsInUse } from "../../catalogue/descriptions/data";
import { embedDescriptions } from "../../catalogue/descriptions/embed-descriptions";
import { makeDescriptionsLive } from "../../catalogue/descriptions/make-live";
import { chooseTexts } from "../../catalogue/descriptions/open-text-source";
import { db, inTx, type Tx } from "../../db";
import { queueRun } from "../../training/queue-run";
import { largestSeed } from "../../training/rules";
import { type AsSystem, actorOf, asSystem } from "../../users/allow";
import { reasonOf } from "../reason-of";
import { paced } from "../rules";
import type { ChangeProgress } from "../schema";
import { type ChangeWatch, watchChange } from "../watch-change";
import { cancelled, type Outcome, outcomeWords } from "./rules";
import {
  beatDescriptions,
  type ClaimedDescriptions,
  claimDescriptions,
  endDescriptions,
  returnDescriptions,
} from "./sql";

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
  const change = await claimDescriptions(id);
  if (!change) return;
  const watched = watchChange(id, (progress) => beatDescriptions(change, progress), stopping);
  const report = (progress: ChangeProgress) => {
    watched.report(progress);
    onProgress?.(progress);
  };
  const watch = { ...watched, report };
  const end = (status: "failed" | "cancelled", reason: string) => endDescriptions(db(), change, { status, reason });
  try {
    const row = await embedAll(change.source, watch);
    await watch.end();
    watch.signal.throwIfAborted();
    if (!(await inTx((tx) => finish(tx, by, change, row), { timeoutMs: 60_000 }))) await end("cancelled", cancelled);
  } catch (error) {
    await watch.end();
    const why = watch.why();
    if (why === "lost") return;
    if (why === "cancel") await end("cancelled", cancelled);
    else if (why === "stopping") await returnDescriptions(change);
    else {
      if (!(error instanceof EncoderUnusable)) console.error(`change of descriptions ${id}:`, error);
      await end("failed", reasonOf(error));
    }
  }
}

async function embedAll(source: string, { report, signal }: ChangeWatch): Promise<DescriptionEncoder> {
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

/** The end, the choice and the training in one transaction. False when the change is not this process's any more. */
async function finish(tx: Tx, by: AsSystem, change: ClaimedDescriptions, row: DescriptionEncoder): Promise<boolean> {
  const isOurs = await endDescriptions(tx, change, { status: "finished", reason: "", encoderId: row.id });
  if (!isOurs) return false;
  const isSame = (await liveDescriptions(tx))?.id === row.id;
  const outcome = isSame ? "same" : await trainBy(tx, by, row);
  await tx.descriptionChange.update({ where: { id: change.id }, data: { reason: outcomeWords[outcome] } });
  return true;
}

async function trainBy(tx: Tx, by: AsSystem, row: DescriptionEncoder): Promise<Outcome> {
  await makeDescriptionsLive(tx, actorOf(by), row);
  if ((await textsInUse()) === 0) return "no-texts";
  if (!(await tx.champion.findUnique({ where: { head: "compatibility" } }))) return "no-version";
  const because = `Descriptions are read by ${row.name} ${row.version}.`;
  const run = { head: "compatibility", seed: randomInt(1, largestSeed), because } as const;
  return (await queueRun(tx, by, run, { because })).ok ? "training" : "waits";
}
