import { z } from "zod";
import type { Figure, Head } from "../../models/schema";
import type { ErrorRate } from "../schema";

/** The quality that a manager asks the forecast for, in the page's address; 0..1. */
export const ReturnQuery = z.object({ target: z.coerce.number().min(0.5).max(0.999).optional().catch(undefined) });
export type ReturnQuery = z.infer<typeof ReturnQuery>;

/** The page's tables, as files. */
export const returnTables = ["versions", "curve", "slices", "weeks"] as const;
export const ReturnFile = ReturnQuery.extend({ table: z.enum(returnTables).default("versions") });
export type ReturnTable = (typeof returnTables)[number];

export type CurvePoint = { version: number; labels: number; quality: Figure; isChampion: boolean };

/** Labels that a target takes in all; null: out of reach (labels), or no end that can be told (upper). */
export type Forecast = { labels: number | null; lower: number | null; upper: number | null; chanceNever: number };

export type Curve = {
  /** "judged": pairs drawn at random that people judged; "outfits": worn pairs against drawn ones, while there are few of
   *  the former. */
  measuredOn: "judged" | "outfits";
  points: CurvePoint[];
  /** The fitted curve from the first label to twice as many as there are; empty while it can't be told. */
  fitted: { labels: number; value: number }[];
  /** What the fitted curve comes near to with labels without end. */
  ceiling: number | null;
  target: number;
  forecast: Forecast | null;
  labelsNow: number;
};

/** What answers to the chosen and to the random told the model that ranked them. */
export type SliceWorth = {
  head: Head;
  slice: "ranked" | "uniform";
  /** Pairs: share of answers that the model had not expected; flags: share that found an error. */
  telling: Figure;
  /** Mean surprise of an answer in bits under the model's estimate; pairs alone. */
  bits: Figure | null;
};

export type ReturnWeek = { week: string; errorRate: Figure | null; fixes: number; fixesSoFar: number };

export type Return = {
  curve: Curve;
  slices: SliceWorth[];
  errorRate: ErrorRate | null;
  weeks: ReturnWeek[];
  fixes: { byHand: number; byRule: number; takenBack: number };
  /** Until when slices and random looks are counted; null: not yet. */
  countedUntil: string | null;
};
