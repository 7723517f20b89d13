import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PhotosToLearn } from "@/ml/category/fine-tuning/photos";
import type { Question } from "@/ml/category/fine-tuning/worth";
import { foldsByGroup } from "@/ml/datasets/split";

/** Photos with one clear label each; the group is who sent it: photos of one sender share rooms, light and taste. */
export type ClothingPhotos = PhotosToLearn & { questions: (Question & { name: string })[] };

/** Labels that name no category. */
const UNCLEAR = new Set(["Not sure", "Other", "Skip"]);

/** Reads images.csv (image, sender_id, label, kids, small_split, small_label). Questions: five folds by sender over all
 *  photos, then the fixed test part of the small split, learnt from its other two parts. */
export function clothingPhotos(folder: string): ClothingPhotos {
  const rows = readFileSync(join(folder, "images.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",") as [string, string, string, string, string?])
    .filter(([, , label]) => !UNCLEAR.has(label))
    .map(([image, sender, label, , split]) => ({ image, sender, label, split }));
  const classes = [...new Set(rows.map(({ label }) => label))].sort();
  const group = Int32Array.from(rows, (row) => Number(row.sender));
  const fold = foldsByGroup(group, 5, 1);
  const where = (isWanted: (at: number) => boolean) => Int32Array.from(rows.keys()).filter(isWanted);
  const small = (at: number) => rows[at]!.split;
  return {
    files: rows.map(({ image }) => ({ key: image, path: join(folder, "images", `${image}.jpg`) })),
    classes,
    label: Int32Array.from(rows, ({ label }) => classes.indexOf(label)),
    group,
    questions: [
      ...[0, 1, 2, 3, 4].map((f) => ({
        name: `fold ${f + 1}`,
        taught: where((at) => fold[at] !== f),
        asked: where((at) => fold[at] === f),
      })),
      {
        name: "fixed test photos",
        taught: where((at) => small(at) === "train" || small(at) === "validation"),
        asked: where((at) => small(at) === "test"),
      },
    ],
  };
}
