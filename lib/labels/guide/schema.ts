import { z } from "zod";
import { Head } from "../../models/schema";
import type { Guide } from "../schema";

export const NewGuide = z.object({
  head: Head,
  title: z.string().trim().min(1, "Give the guide a title.").max(120),
  markdown: z.string().trim().min(1, "A guide without text helps nobody.").max(40_000),
  /** The version that was edited, 0 for a first one: nobody's change is written over unseen. */
  basedOn: z.int().nonnegative(),
});
export type NewGuide = z.infer<typeof NewGuide>;

export type GuideEntry = Guide & { at: string; by: string | null };

/** A picture in a guide: `![caption](photo:SHA256)`, by the content of a product's photo, so that it stays what it was. */
export const photoScheme = "photo:";
const pictures = /!\[[^\]]*\]\(photo:([0-9a-f]{64})\)/g;

/** sha256 of every photo that a guide shows. */
export const picturesOf = (markdown: string): string[] => [
  ...new Set(Array.from(markdown.matchAll(pictures), ([, sha256]) => sha256!)),
];
