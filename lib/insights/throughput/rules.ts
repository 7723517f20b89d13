import { hoursOn } from "./clock";
import { type Grain, type Measures, type Spread, ThroughputQuery } from "./schema";

/** A longer pause between two answers is a break. */
export const breakSeconds = 300;
/** Bins to an octave: each is 9 % wide. */
export const binsPerOctave = 8;
/** Shorter answers count as so long: nobody looks at two garments in less. */
export const leastMs = 50;

/** The bin that holds these milliseconds; SQL has the same formula. Bin 0 begins at one second. */
export const binOf = (ms: number): number => Math.floor(binsPerOctave * Math.log2(Math.max(ms, leastMs) / 1_000));

export const lowestBin = binOf(0);

/** Labels by bin in one number, this many decimal digits to a bin, the lowest bin last: numbers that are added add their
 *  histograms, in Postgres at the price of one sum. A bin holds 99,999,999. */
export type Histogram = bigint;
export const digitsPerBin = 8;

export const histogramOf = (seconds: readonly number[]): Histogram =>
  seconds.reduce((sum, one) => sum + 10n ** BigInt(digitsPerBin * (binOf(one * 1_000) - lowestBin)), 0n);

/** Counts from the lowest bin on. */
function countsOf(histogram: Histogram): number[] {
  const digits = histogram.toString();
  const bins = Math.ceil(digits.length / digitsPerBin);
  const padded = digits.padStart(bins * digitsPerBin, "0");
  return Array.from({ length: bins }, (_, bin) => {
    const end = padded.length - bin * digitsPerBin;
    return Number(padded.slice(end - digitsPerBin, end));
  });
}

/** Median and ninth decile in seconds: geometric within the bin that holds them, so they are off by no more than a bin's
 *  width. null without any. */
export function spreadOf(histogram: Histogram): Spread | null {
  const counts = countsOf(histogram);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  return { median: quantileOf(counts, 0.5 * n), p90: quantileOf(counts, 0.9 * n), n };
}

function quantileOf(counts: readonly number[], rank: number): number {
  let before = 0;
  const bin = counts.findIndex((count) => {
    before += count;
    return before >= rank;
  });
  const within = 1 - (before - rank) / counts[bin]!;
  return 2 ** ((lowestBin + bin + within) / binsPerOctave);
}

const dayMs = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAfter = (day: string, days: number): string =>
  new Date(startOf(day) + days * dayMs).toISOString().slice(0, 10);

const daysIn = { "7d": 7, "30d": 30, "90d": 90, "365d": 365 } as const;

/** The days that a query asks for, both included, today at the latest; `first`: the first day with an answer. Days that
 *  stand the wrong way round are turned. */
export function daysOf(
  { range, from, to }: Pick<ThroughputQuery, "range" | "from" | "to">,
  today: string,
  first: string | null,
): { from: string; to: string } {
  const earlier = (a: string, b: string) => (a < b ? a : b);
  if (from || to) {
    const [a, b] = [from ?? to!, to ?? today].map((day) => earlier(day, today)) as [string, string];
    return a <= b ? { from: a, to: b } : { from: b, to: a };
  }
  const oldest = first ?? today;
  if (range === "all") return { from: earlier(oldest, today), to: today };
  return { from: dayAfter(today, 1 - daysIn[range]), to: today };
}

/** So many periods are drawn at most; beyond, bars are thinner than a hair. */
const mostPeriods = { hour: 24 * 8, day: 130, week: Number.POSITIVE_INFINITY } as const;
const hoursIn = { hour: 1, day: 24, week: 7 * 24 } as const;

/** The grain that is asked for, or the next coarser one that the days allow; by itself hours for one or two days, days up
 *  to a quarter, weeks beyond. */
export function grainFor(from: string, to: string, asked: Grain | undefined): Grain {
  const days = (startOf(to) - startOf(from)) / dayMs + 1;
  const wanted = asked ?? (days <= 2 ? "hour" : days <= 92 ? "day" : "week");
  const order: Grain[] = ["hour", "day", "week"];
  return (
    order.slice(order.indexOf(wanted)).find((grain) => (days * 24) / hoursIn[grain] <= mostPeriods[grain]) ?? "week"
  );
}

/** Starts of all periods that the days touch, oldest first, up to now: days by their date, weeks by that of their Monday,
 *  hours as the clock there shows them. */
export function periodsOf(from: string, to: string, grain: Grain, now: Date, timeZone: string): string[] {
  if (grain === "hour") return hoursOn(from, to, timeZone, now.getTime());
  const first = grain === "week" ? dayAfter(from, -((new Date(startOf(from)).getUTCDay() + 6) % 7)) : from;
  const starts: string[] = [];
  for (let start = first; start <= to; start = dayAfter(start, grain === "week" ? 7 : 1)) starts.push(start);
  return starts;
}

/** Whether a period reaches past the days shown or past now, so that its count is of a part only. */
export function isPartial(
  start: string,
  grain: Grain,
  { from, to, today }: { from: string; to: string; today: string },
  now: Date,
): boolean {
  if (grain === "hour") return Date.parse(start) + 3_600_000 > now.getTime();
  const last = grain === "week" ? dayAfter(start, 6) : start;
  return start < from || last > to || last >= today;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Of all answers given, the share that was taken back. */
export const undoRate = ({ undone, labels }: Pick<Measures, "undone" | "labels">) => share(undone, labels + undone);
/** Of all tasks looked at, the share that was passed on. */
export const skipRate = ({ skipped, undone, labels }: Pick<Measures, "skipped" | "undone" | "labels">) =>
  share(skipped, labels + undone + skipped);
/** Labels an hour of work. */
export const perWorkHour = ({ labels, workSeconds }: Pick<Measures, "labels" | "workSeconds">): number | null =>
  workSeconds < 60 ? null : (labels * 3_600) / workSeconds;

/** Fewer people than this in a group would name one of them. */
export const fewestUnnamed = 3;

const usual = ThroughputQuery.parse({});
const keys = Object.keys(ThroughputQuery.shape) as (keyof ThroughputQuery)[];

/** A query as it stands in the URL: always in one order, what is as usual left out. */
export function searchOf(query: ThroughputQuery): string {
  const entries = keys.flatMap((key) => {
    const text = [query[key] ?? []].flat().join(",");
    return text === "" || text === usual[key] ? [] : [[key, text] as [string, string]];
  });
  return new URLSearchParams(entries).toString();
}
