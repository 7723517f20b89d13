import { z } from "zod";
import type { PhotosToLearn } from "./fine-tune-encoder";

const Photos = z.object({
  classes: z.array(z.string()),
  photos: z.array(z.tuple([z.string(), z.string(), z.int().nonnegative(), z.int().nonnegative()])),
});

/** Labelled photos as JSON: each its key, path, category and garment model. */
export function encodePhotos({ files, label, classes, group }: PhotosToLearn): string {
  return JSON.stringify({ classes, photos: files.map(({ key, path }, i) => [key, path, label[i], group[i]]) });
}

/** Reads them back. Throws ZodError on anything else. */
export function decodePhotos(text: string): PhotosToLearn {
  const { classes, photos } = Photos.parse(JSON.parse(text));
  return {
    classes,
    files: photos.map(([key, path]) => ({ key, path })),
    label: Int32Array.from(photos, ([, , label]) => label),
    group: Int32Array.from(photos, ([, , , group]) => group),
  };
}
