import type { Figure, Head, VersionMetrics } from "./schema";

type Headline = { headline: Figure | null; headlineName: string; control: Figure | null };

/** The figure by which a head's versions are compared first, and the simple rule it has to beat. */
const headlines: Record<Head, { figure: string; name: string }> = {
  compatibility: { figure: "auc.sameFamilySeason", name: "AUC, same category and season" },
  category: { figure: "accuracy.holdout", name: "Accuracy on garments never trained on" },
};

/** Controls that read the holdout's own outfits. Nobody could rank by them; they show how much the choice of negatives
 *  gives away, and are no rule that a version has to beat. */
const gauges = new Set(["popularity"]);

/** A version's headline with the best simple rule beside it; null where it was not measured. */
export function headlineOf(head: Head, metrics: VersionMetrics): Headline {
  const { figure, name } = headlines[head];
  const rules = Object.entries(metrics.controls[figure] ?? {}).filter(([control]) => !gauges.has(control));
  const best = rules
    .map(([, control]) => control)
    .reduce<Figure | null>((a, b) => (a && a.value >= b.value ? a : b), null);
  return { headline: metrics.figures[figure] ?? null, headlineName: name, control: best };
}

/** Entropy of a yes with chance p, in bits: 0 is sure, 1 cannot tell. */
export function uncertaintyOf(p: number): number {
  if (p <= 0 || p >= 1) return 0;
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}

/** Where a version's model card is: "/training/compatibility-v12". */
export const cardPath = ({ head, number }: { head: Head; number: number }): string => `/training/${head}-v${number}`;

/** The head and number that a card's place names; null when it names none. */
export function versionAt(place: string): { head: Head; number: number } | null {
  const [, head, number] = /^(compatibility|category)-v([1-9]\d{0,8})$/.exec(place) ?? [];
  // The pattern names the heads there are.
  return head ? { head: head as Head, number: Number(number) } : null;
}
