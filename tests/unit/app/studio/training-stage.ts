import type { ComparedGate } from "@/lib/models/evaluation/schema";
import type { VersionCard } from "@/lib/models/schema";

/* A manager's Training screen in pieces: versions with one figure, and what the gate says of them. */

export const now = Date.parse("2026-03-01T12:00:00Z");
export const figure = (value: number, half = 0.02) => ({ value, lower: value - half, upper: value + half, n: 412 });

export const version = (
  number: number,
  value: number,
  isChampion = false,
  gate: ComparedGate | null = null,
): VersionCard => ({
  id: `v${number}`,
  head: "compatibility",
  number,
  parentNumber: null,
  isChampion,
  gate,
  isMeasured: gate !== null,
  createdAt: "2026-03-01T11:57:00Z",
  backend: "wasm",
  counts: { "judged pairs": 120 },
  trainSeconds: 40,
  metrics: {
    figures: { "auc.sameFamilySeason": figure(value) },
    controls: { "auc.sameFamilySeason": { cosine: figure(0.55) } },
    warnings: ["Few holdout pairs."],
    counts: {},
  },
});

const difference = (value: number, lower: number, upper: number) => ({ value, lower, upper, n: 612 });

/** What the gate said against v1: better by 1.4 points on 612 judged pairs, unless told otherwise. */
export const gateAgainst = (more: Partial<ComparedGate> = {}): ComparedGate => ({
  outcome: "passes",
  reason: "better",
  refusal: null,
  source: "judged",
  questions: 612,
  models: 140,
  judgements: 612,
  judgementsNeeded: 500,
  figures: [{ name: "auc", champion: 0.7, challenger: 0.714, difference: difference(0.014, 0.003, 0.025) }],
  floors: [],
  againstId: "v1",
  againstNumber: 1,
  at: "2026-03-01T11:58:00Z",
  ...more,
});

export const figureOf = (value: number, lower: number, upper: number): ComparedGate["figures"] => [
  { name: "auc", champion: 0.7, challenger: 0.7 + value, difference: difference(value, lower, upper) },
];

export const fallenShoes: ComparedGate["floors"] = [
  { category: "Shoes", champion: 0.8, challenger: 0.74, difference: difference(-0.06, -0.1, -0.02), isBroken: true },
  { category: "Coats", champion: 0.6, challenger: 0.59, difference: difference(-0.01, -0.06, 0.04), isBroken: false },
];
