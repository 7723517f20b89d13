import type { Figure, Head, VersionMetrics } from "./schema";

type Headline = { headline: Figure | null; headlineName: string; control: Figure | null };

/** The figure by which a head's versions are compared first, and the simple rule it has to beat. */
const headlines: Record<Head, { figure: string; name: string; control: string }> = {
  compatibility: { figure: "auc.sameFamilySeason", name: "AUC, same category and season", control: "popularity" },
  category: { figure: "accuracy.holdout", name: "Accuracy on garments never trained on", control: "neighbours" },
};

/** A version's headline with the best control beside it; null where it was not measured. */
export function headlineOf(head: Head, metrics: VersionMetrics): Headline {
  const { figure, name } = headlines[head];
  const controls = Object.values(metrics.controls[figure] ?? {});
  const best = controls.reduce<Figure | null>((a, b) => (a && a.value >= b.value ? a : b), null);
  return { headline: metrics.figures[figure] ?? null, headlineName: name, control: best };
}

/** Entropy of a yes with chance p, in bits: 0 is sure, 1 cannot tell. */
export function uncertaintyOf(p: number): number {
  if (p <= 0 || p >= 1) return 0;
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}
