import { z } from "zod";
import { FencedWork, progressAlone } from "../../jobs/fenced-work";
import type { ChangeProgress } from "../schema";
import { cancelled, givenUp } from "./rules";

const Claimed = z.object({ id: z.uuid(), source: z.string(), attempts: z.int() });
export type ClaimedDescriptions = z.infer<typeof Claimed>;

export const descriptionWork = new FencedWork({
  table: "DescriptionChange",
  job: "change-descriptions",
  payloadOf: (changeId) => ({ changeId }),
  held: Claimed,
  columns: progressAlone<ChangeProgress>(),
  sentences: { cancelled, givenUp, lost: null },
});
