import type { Grain, Part, Range, Split, WorkKind, WorkSource } from "@/lib/insights/throughput/schema";

export const workWords: Record<WorkKind, string> = {
  pair: "Pairs",
  set: "Complete",
  flag: "Review, one by one",
  group: "Review, many at once",
};

export const sourceWords: Record<WorkSource, string> = {
  ranked: "Most to learn from",
  uniform: "Drawn at random",
  secondOpinion: "Second opinions",
  repeat: "Repeats",
  gold: "Gold",
};

export const splitWords: Record<Split, string> = {
  work: "Kind of work",
  source: "Source",
  group: "Group",
  person: "Person",
};

export const rangeWords: Record<Range, string> = {
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "365d": "A year",
  all: "From the beginning",
};

export const grainWords: Record<Grain, string> = { hour: "hour", day: "day", week: "week" };

/** A part's name; kinds and sources come with their key alone. */
export const partName = ({ key, name }: Part): string =>
  ({ ...workWords, ...sourceWords })[key as WorkKind | WorkSource] ?? name;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const day = format({ day: "numeric", month: "short" });
const dayOfYear = format({ day: "numeric", month: "short", year: "numeric" });
const weekday = format({ weekday: "short", day: "numeric", month: "short" });

/* A period's start says what the house's clock showed, so it is read letter by letter, in whichever zone the reader is. */
const hourOf = (start: string) => start.slice(11, 16);
const dateOf = (start: string) => new Date(`${start.slice(0, 10)}T00:00:00Z`);

/** On an axis: "14:00", "9 Mar". */
export const shortPeriod = (start: string, per: Grain): string =>
  per === "hour" ? hourOf(start) : day.format(dateOf(start));

/** In a table: "Mon 9 Mar, 14:00", "Mon 9 Mar", "week of 9 Mar 2026". */
export function longPeriod(start: string, per: Grain): string {
  const date = dateOf(start);
  if (per === "week") return `week of ${dayOfYear.format(date)}`;
  return per === "day" ? weekday.format(date) : `${weekday.format(date)}, ${hourOf(start)}`;
}

export const longDay = (date: string): string => dayOfYear.format(new Date(`${date}T00:00:00Z`));

/** 4.26 → "4.3 s", 42.6 → "43 s", 95 → "1 min 35 s". */
export function secondsText(value: number): string {
  if (value < 9.95) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 90) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** 0.4 → "less than a day", 9.2 → "9 days", 120 → "17 weeks". */
export function daysText(days: number): string {
  if (days < 1) return "less than a day";
  if (days < 21) return `${Math.round(days)} ${Math.round(days) === 1 ? "day" : "days"}`;
  return `${new Intl.NumberFormat("en-GB").format(Math.round(days / 7))} weeks`;
}

/** 5400 → "in 1.5 hours of work" */
export function hoursText(seconds: number): string {
  const hours = seconds / 3_600;
  if (hours < 1) return `in ${Math.round(seconds / 60)} min of work`;
  const text = hours < 20 ? hours.toFixed(1) : new Intl.NumberFormat("en-GB").format(Math.round(hours));
  return `in ${text} hours of work`;
}
