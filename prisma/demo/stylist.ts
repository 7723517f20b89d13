import type { Garment } from "./house";
import { between, type Random } from "./random";
import { areWorn, type ClashReason, clashes } from "./style-guide";

export type SimulatedPairAnswer = { verdict: "fits" | "clashes" | "unsure"; reason?: ClashReason; elapsedMs: number };
export type SimulatedFlagAnswer = { verdict: "keep" | "take" | "other"; category?: string; elapsedMs: number };

const unsureShare = 0.03;

/** Answers as a stylist who follows the guide, wrong with chance `noise` and now and then unsure. */
export function answerPair(a: Garment, b: Garment, rng: Random, noise = 0.1): SimulatedPairAnswer {
  const elapsedMs = Math.round(between(rng, 900, 4_500));
  if (rng() < unsureShare) return { verdict: "unsure", elapsedMs };
  const broken = clashes(a, b);
  const fits = areWorn(a, b) && broken.length === 0;
  if (rng() < noise) return { verdict: fits ? "clashes" : "fits", elapsedMs };
  return fits ? { verdict: "fits", elapsedMs } : { verdict: "clashes", reason: broken[0], elapsedMs };
}

/** Answers a flag by the truth, wrong with chance `noise`: keeps what is right, takes a right proposal, else names it. */
export function answerFlag(truth: string, given: string, proposed: string, rng: Random, noise = 0.03): SimulatedFlagAnswer {
  const elapsedMs = Math.round(between(rng, 1_200, 6_000));
  const slip = rng() < noise;
  if (truth === given) return { verdict: slip ? "take" : "keep", elapsedMs };
  if (slip) return { verdict: "keep", elapsedMs };
  return truth === proposed ? { verdict: "take", elapsedMs } : { verdict: "other", category: truth, elapsedMs };
}
