import { z } from "zod";
import { FencedWork, progressAlone } from "../../jobs/fenced-work";
import { cancelled, givenUp, lostWorker } from "../rules";
import type { RunProgress } from "../schema";

const Claimed = z.object({
  id: z.uuid(),
  source: z.string(),
  isKeptAnyway: z.boolean(),
  seed: z.int(),
  attempts: z.int(),
});

export const tuningWork = new FencedWork({
  table: "FineTuning",
  job: "fine-tune",
  payloadOf: (tuningId) => ({ tuningId }),
  held: Claimed,
  columns: progressAlone<RunProgress>(),
  sentences: { cancelled, givenUp: givenUp(lostWorker), lost: null },
});
