import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { FencedWork, progressColumn } from "../../jobs/fenced-work";
import { Head } from "../../models/schema";
import { cancelled, type EpochPoint, givenUp, lostWorker } from "../rules";
import type { RunProgress } from "../schema";

const Claimed = z.object({
  id: z.uuid(),
  head: Head,
  seed: z.int(),
  attempts: z.int(),
  snapshotId: z.uuid().nullable(),
  startedById: z.uuid().nullable(),
  promoteWhenDone: z.boolean(),
  encoderId: z.uuid().nullable(),
});
export type ClaimedRun = z.infer<typeof Claimed>;

/** What the screen shows of a run under way. */
export type RunNews = { progress: RunProgress; curve: EpochPoint[] };

export const runWork = new FencedWork({
  table: "Run",
  job: "train",
  payloadOf: (runId) => ({ runId }),
  held: Claimed,
  columns: {
    // Why the attempt before was lost is told until this one ends.
    begun: Prisma.sql`phase = 'Preparing', progress = NULL, curve = '[]', "startedAt" = coalesce("startedAt", now())`,
    told: ({ progress, curve }: RunNews) =>
      Prisma.sql`phase = ${progress.phase}, ${progressColumn(progress)}, curve = ${JSON.stringify(curve)}::jsonb`,
    cleared: Prisma.sql`phase = NULL`,
  },
  sentences: { cancelled, givenUp: givenUp(lostWorker), lost: lostWorker },
});
