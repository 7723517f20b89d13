import { z } from "zod";
import { ProductCard } from "../catalogue/schema";
import { type FlagKind, flagCards } from "../flags/schema";

export { Head } from "../models/schema";

/** ranked: chosen by the acquisition order · uniform: drawn at random, for honest measurement · repeat: the same person
 *  again, later · gold: quality control with an agreed answer. */
export const Slice = z.enum(["ranked", "uniform", "repeat", "gold"]);
export type Slice = z.infer<typeof Slice>;

export const PairOrigin = z.enum(["outfitNeighbour", "topPartner", "uniform"]);
export type PairOrigin = z.infer<typeof PairOrigin>;

export const LeaseRequest = z.object({
  /** One per tab (uuid): a reload of the same tab gets its own live leases back first. */
  leaseToken: z.uuid(),
  /** How many tasks this tab wants to hold in all: what it holds already comes back first and counts. An answer that
   *  still waits in the outbox holds its task, so ask for as many more. */
  count: z.int().min(1).max(200),
  /** To take along where there is no network: held for a working day. */
  isTrip: z.boolean().optional(),
});
export type LeaseRequest = z.infer<typeof LeaseRequest>;

/** How many candidates a set shows at most. */
export const setSize = 4;

/** As LeaseRequest, with `count` in sets. */
export const SetLeaseRequest = LeaseRequest.extend({
  count: z
    .int()
    .min(1)
    .max(200 / setSize),
});
export type SetLeaseRequest = z.infer<typeof SetLeaseRequest>;

export const ReleaseRequest = z.object({ taskIds: z.array(z.uuid()).min(1).max(200) });
export const SkipRequest = z.object({ taskId: z.uuid() });

/** How long a lease holds, and how long a skipped task stays hidden from who skipped it. */
export const leaseMinutes = 15;
export const tripMinutes = 8 * 60;
/** How many are taken along at most. */
export const tripSize = 200;
export const skipHours = 24;

const Share = z.number().min(0).max(1);

/** How the queue mixes, and how much of it checks the rest (Setting "queue.plan"). */
export const QueuePlan = z.object({
  /** Share of the queue's places that go to a uniform draw, for honest measurement. */
  uniform: Share.default(0.125),
  /** Chance with which a first look is asked of the same person again, sides swapped, `repeatAfterHours` later. */
  repeat: Share.default(0.03),
  /** Chance with which a first look is asked of another person, blind. */
  secondOpinion: Share.default(0.08),
  /** How many people judge a pair of those, the first one included. */
  opinions: z.int().min(2).max(5).default(2),
  /** Chance with which an answer brings its person a pair with an agreed answer. */
  gold: Share.default(0.02),
  repeatAfterHours: z.number().min(0).max(2_160).default(24),
  /** At most so many candidates of one anchor in a row, where their places are near. 1: never grouped. */
  perAnchor: z.int().min(1).max(5).default(3),
  /** Share of flags that are drawn at random and reviewed blind. */
  audit: Share.default(0.15),
});
export type QueuePlan = z.infer<typeof QueuePlan>;
export const queuePlanKey = "queue.plan";

/** "ranked by v12, 4 min ago"; version null while there is no model and the order is random. */
export const RankedBy = z.object({ version: z.int().nullable(), at: z.iso.datetime() });
export type RankedBy = z.infer<typeof RankedBy>;
const lease = { rankedBy: RankedBy.nullable(), open: z.int() };

export const PairTask = z.object({
  taskId: z.uuid(),
  anchor: ProductCard,
  candidate: ProductCard,
  shownSwapped: z.boolean(),
  leasedUntil: z.iso.datetime(),
  /** The rest of an outfit that holds one of the two, to be seen in; empty when there is none. */
  outfit: z.array(ProductCard),
});
export type PairTask = z.infer<typeof PairTask>;
export const PairLease = z.object({ tasks: z.array(PairTask), ...lease });
export type PairLease = z.infer<typeof PairLease>;

/** One anchor and up to four candidates, leased, answered and undone together. */
export const PairSet = z.object({
  setId: z.uuid(),
  anchor: ProductCard,
  candidates: z.array(z.object({ taskId: z.uuid(), product: ProductCard, shownSwapped: z.boolean() })),
  leasedUntil: z.iso.datetime(),
});
export type PairSet = z.infer<typeof PairSet>;
export const SetLease = z.object({ sets: z.array(PairSet), ...lease });
export type SetLease = z.infer<typeof SetLease>;

export type { FlagEvidence } from "../flags/schema";

const held = { taskId: z.uuid(), leasedUntil: z.iso.datetime() };
const [category, blind, attribute, photo, duplicate, report] = flagCards;
export const FlagTask = z.discriminatedUnion("kind", [
  category.extend(held),
  blind.extend(held),
  attribute.extend(held),
  photo.extend(held),
  duplicate.extend(held),
  report.extend(held),
]);
export type FlagTask = z.infer<typeof FlagTask>;
export const FlagLease = z.object({ tasks: z.array(FlagTask), ...lease });
export type FlagLease = z.infer<typeof FlagLease>;

/** A candidate pair for the queue, in either order of its products. */
export type NewPair = {
  a: string;
  b: string;
  origin: PairOrigin;
  slice: Slice;
  /** Chance with which a uniform draw took it; null for ranked pairs. */
  propensity: number | null;
  isHoldout: boolean;
};

/** One place of a ranking, in rank order. */
export type RankedTask = { taskId: string; estimate: number | null; uncertainty: number | null };

/** What a ranker needs of the open tasks of a head. */
export type OpenPair = { taskId: string; slice: Slice; isHoldout: boolean; productAId: string; productBId: string };
export type OpenFlag = {
  taskId: string;
  slice: Slice;
  isHoldout: boolean;
  flagId: string;
  productId: string;
  kind: FlagKind;
  /** Both null for the kinds that are about no category. */
  givenCategoryId: number | null;
  proposedCategoryId: number | null;
  /** About an attribute that has no value. */
  isMissing: boolean;
  /** How suspect it is, 0..1. */
  score: number;
};
