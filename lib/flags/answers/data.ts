import { pairAmbiguity } from "@/ml/label-errors/pair-ambiguity";
import { categoryTree } from "../../catalogue/data";
import type { Allowed } from "../../users/allow";
import { type AmbiguousPair, type FlagFinding, leastAmbiguous } from "./schema";
import { findingRows } from "./sql";

/** What reviewers have found at the flags so far, for whoever ranks the next ones. */
export const flagFindings = (): Promise<FlagFinding[]> => findingRows();

/** Pairs of categories that reviewers keep calling the same, the most often first. */
export async function ambiguousPairs(_by: Allowed<"oversee">): Promise<AmbiguousPair[]> {
  const [findings, tree] = await Promise.all([findingRows(), categoryTree()]);
  const nodes = new Map(tree.map((node) => [node.id, node]));
  const weigh = pairAmbiguity(findings);
  const pairs = new Map<string, AmbiguousPair>();
  for (const { given, proposed, outcome } of findings) {
    const [a, b] = [Math.min(given, proposed), Math.max(given, proposed)];
    const [first, second] = [nodes.get(a), nodes.get(b)];
    if (!first || !second) continue;
    const named = ({ id, name, products }: typeof first) => ({ id, name, products });
    const pair = pairs.get(`${a}/${b}`) ?? {
      first: named(first),
      second: named(second),
      ambiguous: 0,
      errors: 0,
      kept: 0,
      weight: weigh(a, b),
    };
    pair[({ error: "errors", keep: "kept", ambiguous: "ambiguous" } as const)[outcome]]++;
    pairs.set(`${a}/${b}`, pair);
  }
  return [...pairs.values()]
    .filter(({ ambiguous }) => ambiguous >= leastAmbiguous)
    .sort((x, y) => y.ambiguous - x.ambiguous || x.first.name.localeCompare(y.first.name));
}
