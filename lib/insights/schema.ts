import type { Figure, Head } from "../models/schema";
import type { Agreement } from "./agreement/schema";

export type DayCount = { day: string; pairs: number; flags: number };
/** Shares 0..1 with a 95 % interval, from `looks` drawn at random. */
export type ErrorRate = { rate: number; low: number; high: number; looks: number; effective: number };

/** Fewer looks than this say nothing worth telling. */
export const leastLooks = 30;

export type Overview = {
  errorRate: ErrorRate | null;
  labelsPerDay: DayCount[];
  queue: Record<Head, { open: number; leased: number; doneToday: number; medianSeconds: number | null }>;
  quality: {
    head: Head;
    number: number;
    createdAt: string;
    isChampion: boolean;
    headline: Figure | null;
    headlineName: string;
    control: Figure | null;
    labels: number;
  }[];
  agreement: Agreement;
  catalogue: {
    products: number;
    outfits: number;
    photos: number;
    brokenPhotos: number;
    openFlags: number;
    fixes: number;
  };
};

/** What the newest version learned from, for who gave the answers. Null quality: not measured. */
export type Learned = {
  version: number;
  at: string;
  /** Answers that its parent did not know, and how many of them this person gave. */
  answers: number;
  own: number;
  before: Figure | null;
  after: Figure | null;
};
