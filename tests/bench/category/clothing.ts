import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { embedFiles } from "@/ml/encoders/embed-files";
import { openEncoder } from "@/ml/encoders/open";
import { matrixOf } from "@/ml/runtime/matrix";

/** The clothing photos that have a place in the small split, embedded by the encoder of this source; its test part is the holdout.
 *  images.csv: image, sender_id, label, kids, small_split, small_label. */
export async function clothingDataset(
  folder: string,
  source: string,
  say: (line: string) => void,
): Promise<CategoryDataset> {
  const rows = readFileSync(join(folder, "images.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .filter(([, , , , split]) => split)
    .map(([image, , , , split, label]) => ({ image: image!, split: split!, label: label! }));
  const classes = [...new Set(rows.map(({ label }) => label))].sort();
  const encoder = await openEncoder(source);
  say(`embedding ${rows.length} photos …`);
  const embedding = matrixOf(rows.length, encoder.dimension);
  const rowOf = new Map(rows.map(({ image }, i) => [image, i]));
  const files = rows.map(({ image }) => ({ key: image, path: join(folder, "images", `${image}.jpg`) }));
  for await (const { keys, vectors } of embedFiles(encoder, files)) {
    keys.forEach((key, r) => {
      const row = vectors.data.subarray(r * vectors.columns, (r + 1) * vectors.columns);
      embedding.data.set(row, rowOf.get(key)! * embedding.columns);
    });
  }
  return {
    head: "category",
    seed: 1,
    columns: [],
    attributes: new Int32Array(0),
    encoder: { name: "clothing", version: "1", dimension: encoder.dimension },
    productIds: rows.map(({ image }) => image),
    embedding,
    group: Int32Array.from(rows, (_, i) => i),
    holdout: Uint8Array.from(rows, ({ split }) => (split === "test" ? 1 : 0)),
    classes,
    label: Int32Array.from(rows, ({ label }) => classes.indexOf(label)),
    confirmed: new Uint8Array(rows.length),
  };
}
