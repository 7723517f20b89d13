import { availableParallelism } from "node:os";
import { EncoderUnusable } from "@/ml/encoders/encoder";
import type { EncoderSource } from "@/ml/encoders/source";
import { encoderOf, liveEncoder } from "../catalogue/data";
import { embedCatalogue } from "../catalogue/embed-catalogue";
import { embeddedPhotos } from "../catalogue/embedded-photos";
import { type WorkWatch, watchWork } from "../jobs/watch-work";
import { asSystem } from "../users/allow";
import { compareWithLive } from "./compare-with-live";
import { lookAtEncoder } from "./look-at-encoder";
import { reasonOf } from "./reason-of";
import { paced } from "./rules";
import type { ChangeProgress } from "./schema";
import { beat, type ClaimedChange, claimChange, moveClaimed, releaseChange } from "./sql";

type ChangeWatch = WorkWatch<ChangeProgress, "pause" | "cancel">;

const by = asSystem("job", "change of encoder");
/** One core is left to the people who work meanwhile. */
const threads = Math.max(1, availableParallelism() - 1);

/** Takes a change of encoder as far as it goes without a person: opened and offered; or embedded, compared and ready. Does
 *  nothing when another worker is at it. A worker that stops gives it back; whatever fails leaves what is embedded, and
 *  the reason. */
export async function runChange(id: string, stopping: AbortSignal): Promise<void> {
  const change = await claimChange(id);
  if (!change) return;
  const watch: ChangeWatch = watchWork(`change ${id}`, (progress) => beat(change, progress), stopping);
  try {
    await (change.status === "opening" ? look(change, watch) : embedAndCompare(change, watch));
    await watch.end();
  } catch (error) {
    await watch.end();
    await endOf(change, watch.why(), error);
  }
}

async function look(change: ClaimedChange, watch: ChangeWatch): Promise<void> {
  const { encoderId, offer } = await lookAtEncoder(change.source, watch, threads);
  await endUnlessAsked(watch);
  const isLive = (await liveEncoder())?.id === encoderId;
  const reason = isLive ? "Toile works with this encoder already: weights and preprocessing are the same." : null;
  // Nothing is to be done for the live one, so it is not this change's encoder either.
  await moveClaimed(change, isLive ? { to: "failed", reason } : { to: "offered", encoderId, offer });
}

async function embedAndCompare(change: ClaimedChange, watch: ChangeWatch): Promise<void> {
  const isReady = change.status === "ready";
  const encoderId = await embedAll(change, watch);
  if (isReady) {
    await endUnlessAsked(watch);
    return void (await moveClaimed(change, { to: "ready" }));
  }
  if (!(await moveClaimed(change, { to: "comparing", encoderId, isKept: true }))) return;
  const comparison = await compareWithLive((await encoderOf(encoderId))!, watch);
  // What came in during the comparison.
  await embedAll(change, watch);
  await endUnlessAsked(watch);
  await moveClaimed(change, { to: "ready", comparison: comparison ?? undefined });
}

async function endUnlessAsked(watch: ChangeWatch): Promise<void> {
  await watch.end();
  watch.signal.throwIfAborted();
}

/** A catalogue that grows as fast as it is embedded goes on when the change is ready. */
const mostRounds = 4;

/** Embeds until no photo is missing → the encoder's id. */
async function embedAll({ source, encoderId }: ClaimedChange, watch: ChangeWatch): Promise<string> {
  for (let round = 0; ; round++) {
    const begun = { at: performance.now(), done: 0 };
    const result = await embedCatalogue(
      by,
      { source: source as EncoderSource, isHeldBack: true, encoderId: encoderId ?? undefined },
      {
        threads,
        signal: watch.signal,
        onProgress: ({ done, total }) => watch.report(paced("Embedding", done, total, begun, performance.now())),
        onDownload: ({ file, done, total }) => {
          watch.signal.throwIfAborted();
          watch.report({ phase: `Loading ${file}`, done, total });
        },
      },
    );
    if (!result.ok) throw new EncoderUnusable(result.detail);
    const { encoderId: id, embedded, broken } = result.value;
    const counts = await embeddedPhotos(id);
    if (counts.embedded >= counts.photos || embedded + broken === 0 || round >= mostRounds) return id;
  }
}

async function endOf(change: ClaimedChange, why: ReturnType<ChangeWatch["why"]>, error: unknown): Promise<void> {
  if (why === "lost") return;
  if (why === "stopping") return releaseChange(change);
  if (why === "cancel") return void (await moveClaimed(change, { to: "cancelled" }));
  if (why === "pause") return void (await moveClaimed(change, { to: "paused" }));
  if (!(error instanceof EncoderUnusable)) console.error(`encoder change ${change.id}:`, error);
  // One that is ready stays so: it serves as it is, and takes new photos in once this is put right.
  const to = change.status === "ready" ? "ready" : "failed";
  await moveClaimed(change, { to, reason: reasonOf(error) });
}
