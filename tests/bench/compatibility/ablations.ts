import { Refusal } from "@/bin/instance/refusal";
import { isLevelColumn } from "@/ml/datasets/attributes";
import type { Column, CompatibilityDataset } from "@/ml/datasets/dataset";
import { sourcesOf } from "@/ml/datasets/sources";
import { MERGES, type SiameseConfig } from "@/ml/siamese/config";

export type Variant = {
  name: string;
  config: Partial<SiameseConfig>;
  /** Changes the data of a split before training; the questions stay. */
  change?: (dataset: CompatibilityDataset, seed: number) => CompatibilityDataset;
};

/** The default first, then everything that can be left out of it or put in its place. */
export function ablations(dataset: CompatibilityDataset): Variant[] {
  const sources = [
    ...sourcesOf(dataset).sources.map(({ name }) => name),
    ...(dataset.judgedY.length > 0 ? ["judged"] : []),
  ];
  const uniform = { sameFamilySeason: 0, sameFamily: 0, random: 1 };
  return [
    { name: "default", config: {} },
    { name: "five members", config: { members: 5 } },
    { name: "one member", config: { members: 1 } },
    { name: "image only", config: { attributeWidth: 0, descriptionComponents: 0 } },
    { name: "attributes only", config: { components: 0, descriptionComponents: 0 } },
    { name: "without taxonomy", config: {}, change: (given) => keepColumns(given, (column) => !isLevelColumn(column)) },
    ...(dataset.description ? [{ name: "without descriptions", config: { descriptionComponents: 0 } }] : []),
    ...(dataset.views ? [{ name: "without views", config: { viewShare: 0 } }] : []),
    ...MERGES.map((merge) => ({ name: `merge ${merge}`, config: { merges: [merge] } })),
    { name: "two negatives", config: { negativesPerPositive: 2 } },
    { name: "random negatives", config: { negativeMix: uniform } },
    { name: "look-alikes", config: { similarShare: 0.3, similarThreshold: 0.85, similarTarget: 0.8 } },
    { name: "nothing unknown", config: { unknownShare: 0 } },
    ...(sources.length > 1 ? sources.map((name) => ({ name: `without ${name}`, config: { without: [name] } })) : []),
  ];
}

/** The default on the vectors of another snapshot, frozen of the same catalogue under another encoder. */
export function otherVectors(base: CompatibilityDataset, other: CompatibilityDataset): Variant {
  const isSame =
    base.productIds.length === other.productIds.length &&
    base.productIds.every((id, at) => id === other.productIds[at]);
  if (!isSame || base.positives.length !== other.positives.length)
    throw new Refusal("The two snapshots are not of one catalogue: freeze both without a change between them.");
  return { name: "against", config: {}, change: (given) => ({ ...other, holdout: given.holdout }) };
}

function keepColumns(dataset: CompatibilityDataset, keep: (column: Column) => boolean): CompatibilityDataset {
  const a = dataset.columns.length;
  const kept = dataset.columns.flatMap((column, at) => (keep(column) ? [at] : []));
  const place = new Map(kept.map((column, at) => [column, at]));
  const attributes = new Int32Array(dataset.productIds.length * kept.length);
  for (let i = 0; i < dataset.productIds.length; i++)
    kept.forEach((column, at) => {
      attributes[i * kept.length + at] = dataset.attributes[i * a + column];
    });
  const more: number[] = [];
  const values = dataset.moreValues ?? new Int32Array(0);
  for (let e = 0; e < values.length; e += 3) {
    const column = place.get(values[e + 1]);
    if (column !== undefined) more.push(values[e], column, values[e + 2]);
  }
  return { ...dataset, columns: kept.map((at) => dataset.columns[at]), attributes, moreValues: Int32Array.from(more) };
}
