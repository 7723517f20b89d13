import { z } from "zod";

export const workKinds = ["pair", "set", "flag", "group"] as const;
export const WorkKind = z.enum(workKinds);
export type WorkKind = z.infer<typeof WorkKind>;

/** Where the task came from: the slices, and second opinions apart from what they are a second opinion of. */
export const workSources = ["ranked", "uniform", "secondOpinion", "repeat", "gold"] as const;
export const WorkSource = z.enum(workSources);
export type WorkSource = z.infer<typeof WorkSource>;

export const ranges = ["7d", "30d", "90d", "365d", "all"] as const;
export type Range = (typeof ranges)[number];

export const grains = ["hour", "day", "week"] as const;
export type Grain = (typeof grains)[number];

export const splits = ["work", "source", "group", "person"] as const;
export type Split = (typeof splits)[number];

const Day = z.iso.date();
/** "pair,set" in the URL. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.preprocess((given) => (typeof given === "string" ? given.split(",").filter(Boolean) : (given ?? [])), z.array(one));

/** What the page shows, as it stands in the URL. `from` and `to` are days (both included) and go before `range`. */
export const ThroughputQuery = z.object({
  range: z.enum(ranges).default("30d"),
  from: Day.optional(),
  to: Day.optional(),
  per: z.enum(grains).optional(),
  split: z.enum(splits).default("work"),
  work: listOf(WorkKind),
  source: listOf(WorkSource),
  group: z.uuid().optional(),
  person: z.uuid().optional(),
});
export type ThroughputQuery = z.infer<typeof ThroughputQuery>;

/** The two tables of a query, as files. */
export const tables = ["periods", "parts"] as const;
export const ThroughputFile = ThroughputQuery.extend({ table: z.enum(tables).default("periods") });
export type ThroughputTable = (typeof tables)[number];

/** Seconds. */
export type Spread = { median: number; p90: number; n: number };

export type Measures = {
  /** Answers that stand. */
  labels: number;
  undone: number;
  revised: number;
  late: number;
  skipped: number;
  /** Time at work, breaks left out. */
  workSeconds: number;
  /** Seconds on an answer, a set's or a page's shared out over its answers; null without any. */
  pace: Spread | null;
  /** Seconds from one answer to the next, breaks left out. */
  between: Spread | null;
};

/** A part of the split, with its name for people. */
export type Part = { key: string; name: string };
/** What waits in each queue; null where nobody noted it. */
export type Waiting = { pairsWaiting: number | null; flagsWaiting: number | null };
/** start: of a day its date, of a week that of its Monday, of an hour the moment on the house's clock, with its offset.
 *  Waiting: at its end. */
export type Period = { start: string; isPartial: boolean; byPart: Record<string, number> } & Waiting & Measures;

export type QueueLeft = {
  head: "compatibility" | "category";
  open: number;
  leased: number;
  /** Answers a day that closed a task, over the last seven days. */
  perDay: number;
  /** null when nothing was answered lately. */
  daysLeft: number | null;
};

export type Throughput = {
  /** Whether anything was ever answered here. */
  isEmpty: boolean;
  countedUntil: string | null;
  /** The house's clock, and the day that it is on it. */
  timeZone: string;
  today: string;
  /** The days shown, both included, and the grain that fits them. */
  from: string;
  to: string;
  per: Grain;
  /** The one asked for, or the usual one where people or groups can't be told apart. */
  split: Split;
  total: Measures;
  parts: (Part & Measures)[];
  /** Without gaps, oldest first. */
  periods: Period[];
  queues: QueueLeft[];
  /** What may be chosen; people only where named figures are on. */
  groups: Part[];
  people: Part[];
};
