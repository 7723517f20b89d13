import type { CategoryDataset } from "@/ml/datasets/dataset";

/** The category that most other colours of a product's garment model are in, and how many of them. */
export type ModelVote = { category: number; count: number; of: number };

/** What the other visible products of a product's garment model say of its category. */
export type ModelVotes = {
  /** The category that most of them are in; null when there are none or they are split evenly. */
  majority(i: number): ModelVote | null;
  /** Share of each category among them → [k], drawn towards even shares by the weight of one product. */
  shares(i: number): Float64Array;
};

const SMOOTHING = 1;

/** The visible products with a category of each garment model. */
export function coloursByModel({ label, group, holdout }: CategoryDataset): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let i = 0; i < label.length; i++) {
    if (label[i] < 0 || holdout[i] === 1) continue;
    const colours = members.get(group[i]);
    if (colours) colours.push(i);
    else members.set(group[i], [i]);
  }
  return members;
}

/** Counts the categories of each garment model's visible products. */
export function modelVotes(dataset: CategoryDataset): ModelVotes {
  const { label, group, classes } = dataset;
  const members = coloursByModel(dataset);
  const othersOf = (i: number) => (members.get(group[i]) ?? []).filter((j) => j !== i);
  return {
    majority(i) {
      const others = othersOf(i);
      const count = new Map<number, number>();
      for (const j of others) count.set(label[j], (count.get(label[j]) ?? 0) + 1);
      const ranked = [...count].sort((a, b) => b[1] - a[1]);
      if (ranked.length === 0 || (ranked.length > 1 && ranked[0][1] === ranked[1][1])) return null;
      return { category: ranked[0][0], count: ranked[0][1], of: others.length };
    },
    shares(i) {
      const others = othersOf(i);
      const shares = new Float64Array(classes.length).fill(SMOOTHING / classes.length);
      for (const j of others) shares[label[j]] += 1;
      return shares.map((count) => count / (others.length + SMOOTHING));
    },
  };
}
