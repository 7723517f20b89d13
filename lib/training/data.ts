import { db } from "../db";
import type { Head } from "../models/schema";
import type { Material } from "./rules";
import { CurvePoint, type RunCard, RunProgress } from "./schema";

const listed = 30;
const watchEveryMs = 1_000;

/** The latest runs, newest first. */
export async function runs(head?: Head): Promise<RunCard[]> {
  const rows = await db().run.findMany({
    where: { head },
    orderBy: { createdAt: "desc" },
    take: listed,
    include: {
      startedBy: { select: { name: true } },
      version: { select: { number: true, _count: { select: { evaluations: true } } } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    head: row.head,
    status: row.status,
    phase: row.phase,
    progress: row.progress === null ? null : RunProgress.parse(row.progress),
    curve: CurvePoint.array().parse(row.curve),
    reason: row.reason,
    isCancelAsked: row.cancelAskedAt !== null,
    attempts: row.attempts,
    startedBy: row.startedBy?.name ?? null,
    because: row.because,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    versionNumber: row.version?.number ?? null,
    looks: row.version?._count.evaluations ?? 0,
  }));
}

/** One run; null when there is none of that id. */
export async function runOf(runId: string): Promise<RunCard | null> {
  const row = await db().run.findUnique({ where: { id: runId }, select: { head: true } });
  return row ? ((await runs(row.head)).find((run) => run.id === runId) ?? null) : null;
}

/** The runs now, and again whenever something about them has changed (looked at once a second), until `signal`. */
export async function* watchRuns(signal: AbortSignal, head?: Head): AsyncGenerator<RunCard[]> {
  let last = "";
  while (!signal.aborted) {
    const now = await runs(head);
    const text = JSON.stringify(now);
    if (text !== last) yield now;
    last = text;
    await pause(signal);
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, watchEveryMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

/** How much there is to train on, counted cheaply. */
export async function material(): Promise<Material> {
  const [row] = await db().$queryRaw<Record<keyof Material, number>[]>`
    SELECT
      (SELECT count(*)::int FROM "OutfitItem" i JOIN "OutfitItem" o
        ON o."outfitId" = i."outfitId" AND o."productId" > i."productId") AS "outfitPairs",
      (SELECT count(DISTINCT "pairId")::int FROM "Label"
        WHERE head = 'compatibility' AND "supersededAt" IS NULL AND verdict IN ('fits', 'clashes')) AS "judgedPairs",
      (SELECT count(DISTINCT e.sha256)::int FROM "PhotoEmbedding" e JOIN "LiveEncoder" l ON l."encoderId" = e."encoderId") AS embedded,
      (SELECT count(*)::int FROM "Product" WHERE "categoryId" IS NOT NULL) AS products,
      (SELECT count(DISTINCT "categoryId")::int FROM "Product" WHERE "categoryId" IS NOT NULL) AS categories`;
  return row!;
}
