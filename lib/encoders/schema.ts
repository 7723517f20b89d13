import { z } from "zod";
import { Figure, Head } from "../models/schema";

/** opening: being loaded and looked at. offered: waits for a person to begin. ready: all is embedded and compared. */
export const ChangeStatus = z.enum([
  "opening",
  "offered",
  "embedding",
  "paused",
  "comparing",
  "ready",
  "finished",
  "failed",
  "cancelled",
]);
export type ChangeStatus = z.infer<typeof ChangeStatus>;

/** A change that stands in the way of another one. */
export const isUnderWay = (status: ChangeStatus): boolean => !["finished", "failed", "cancelled"].includes(status);
/** A worker is, or should be, at it. */
export const isWorkedOn = (status: ChangeStatus): boolean => ["opening", "embedding", "comparing"].includes(status);

/** What people and programs may name: "builtin", "dir:PATH.onnx" or "hub:OWNER/NAME". */
export const NewChange = z.object({
  source: z
    .string()
    .trim()
    .max(500)
    .regex(/^(builtin|dir:.+|hub:[\w.-]+\/[\w.-]+)$/, "Name it as builtin, dir: and a path, or hub: and OWNER/NAME."),
});
export type NewChange = z.infer<typeof NewChange>;

export const ChangeStep = z.enum(["begin", "pause", "resume", "cancel"]);
export type ChangeStep = z.infer<typeof ChangeStep>;
export const StepOfChange = z.object({ step: ChangeStep });

/** What the chosen encoder is, and what embedding everything will take. photos: those it has not embedded. bytes: what
 *  their vectors need in the database. freeBytes: where Toile keeps its files; null where that can't be told.
 *  perSecond: photos, measured on a few; null where there are too few. */
export const ChangeOffer = z.object({
  name: z.string(),
  version: z.string(),
  dimension: z.int(),
  licence: z.string().nullable(),
  photos: z.int(),
  bytes: z.number(),
  freeBytes: z.number().nullable(),
  perSecond: z.number().nullable(),
});
export type ChangeOffer = z.infer<typeof ChangeOffer>;

/** done of total count photos, or bytes while the model's files are loaded. */
export const ChangeProgress = z.object({
  phase: z.string(),
  done: z.number().optional(),
  total: z.number().optional(),
  perSecond: z.number().optional(),
  secondsLeft: z.number().optional(),
});
export type ChangeProgress = z.infer<typeof ChangeProgress>;

const Difference = Figure.extend({ chanceNotBetter: z.number() });
const Compared = z.object({ live: Figure, next: Figure, difference: Difference });
export type Compared = z.infer<typeof Compared>;

/** What the child process found; products and categories by their place in its dataset. */
export const FoundComparison = z.object({
  probe: z.object({ all: Compared, categories: z.array(Compared.extend({ category: z.int() })) }).nullable(),
  pairs: Compared.extend({ source: z.enum(["judged", "outfits"]) }).nullable(),
  nearest: Compared.nullable(),
  neighbours: z.array(z.object({ product: z.int(), live: z.array(z.int()), next: z.array(z.int()) })),
  notes: z.array(z.string()),
});
export type FoundComparison = z.infer<typeof FoundComparison>;

/** The same as it is kept: categories by name, products by id. */
export const StoredComparison = FoundComparison.extend({
  probe: z.object({ all: Compared, categories: z.array(Compared.extend({ category: z.string() })) }).nullable(),
  neighbours: z.array(z.object({ productId: z.string(), live: z.array(z.string()), next: z.array(z.string()) })),
  against: z.object({ name: z.string(), version: z.string() }),
  at: z.iso.datetime(),
});
export type StoredComparison = z.infer<typeof StoredComparison>;

/** What becomes of a network when the encoder serves. serves: this version does. learning: a version is being trained
 *  under it. untrained: training starts with the change. */
export type HeadOutlook = {
  head: Head;
  championNumber: number;
  state: "serves" | "learning" | "untrained";
  versionNumber: number | null;
  headline: Figure | null;
  headlineName: string;
};

export type ChangeCard = {
  id: string;
  source: string;
  encoderId: string | null;
  status: ChangeStatus;
  offer: ChangeOffer | null;
  progress: ChangeProgress | null;
  comparison: StoredComparison | null;
  reason: string | null;
  isAsked: "pause" | "cancel" | null;
  by: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** Of a ready one: photos that came since and are not embedded yet. */
  missing: number;
};

/** embedded and photos count distinct readable photos. licence: what the hub's page of the model says; null elsewhere. */
export type KnownEncoder = {
  id: string;
  name: string;
  version: string;
  dimension: number;
  source: string;
  isLive: boolean;
  embedded: number;
  photos: number;
  licence: string | null;
  /** Its file on the server is not there any more or can't be reached, or a release brought another one in its place. */
  isFileGone: boolean;
};

export const UseEncoder = z.object({ encoderId: z.uuid() });
export const TrainFirst = z.object({ head: Head });
/** What happened to each network at a change. */
export type Served = { encoderId: string; heads: { head: Head; outcome: "serves" | "training" | "waits" }[] };
