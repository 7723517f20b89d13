import { z } from "zod";

/** A trained task: which pairs go together, or which category a garment belongs to. */
export const Head = z.enum(["compatibility", "category"]);
export type Head = z.infer<typeof Head>;

/** One figure with its 95 % bootstrap interval and the number of examples behind it. */
export const Figure = z.object({ value: z.number(), lower: z.number(), upper: z.number(), n: z.int() });
export type Figure = z.infer<typeof Figure>;

/** What a version measured on the holdout. `controls` stand beside every figure: the same measure by simple rules. */
export const VersionMetrics = z.object({
  figures: z.record(z.string(), Figure),
  controls: z.record(z.string(), z.record(z.string(), Figure)).default({}),
  /** Sentences a manager should read before trusting the figures. */
  warnings: z.array(z.string()).default([]),
  counts: z.record(z.string(), z.number()).default({}),
});
export type VersionMetrics = z.infer<typeof VersionMetrics>;

/** How many of what a snapshot holds, by source: "outfits: stylists", "judged pairs", … */
export const Counts = z.record(z.string(), z.number());

export type { VersionCard } from "./evaluation/schema";
