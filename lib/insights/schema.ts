import type { Figure, Head } from "../models/schema";

export type DayCount = { day: string; pairs: number; flags: number };
export type Overview = {
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
  catalogue: {
    products: number;
    outfits: number;
    photos: number;
    brokenPhotos: number;
    openFlags: number;
    fixes: number;
  };
};
