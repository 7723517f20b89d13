import { z } from "zod";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import type { FileToEmbed } from "@/ml/encoders/embed-files";
import type { Labelled } from "./worth";

/** files[i] has the category label[i] and is of the garment model group[i]. */
export type PhotosToLearn = Labelled & { files: FileToEmbed[] };

/** Fewer photos than this, or models, can't tell whether anything was gained. */
const [FEWEST_PHOTOS, FEWEST_MODELS] = [100, 20];

/** Throws TrainingRefused, with a sentence, on photos that an encoder can't be tuned on. */
export function refuseUnteachable({ files, label, classes, group }: PhotosToLearn): void {
  const models = new Set(group).size;
  if (files.length < FEWEST_PHOTOS || models < FEWEST_MODELS)
    throw new TrainingRefused(
      `${files.length} photos of ${models} garment models have a category; fine-tuning needs ${FEWEST_PHOTOS} of ${FEWEST_MODELS}.`,
    );
  if (new Set(label).size < 2)
    throw new TrainingRefused(`Every photo is in the category "${classes[label[0]!]}"; fine-tuning needs two or more.`);
}

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
