import { percent } from "@/app/_ui/figures";
import type { CardExample, EvaluationCard } from "@/lib/models/evaluation/schema";
import { controlHead, controlTitle } from "../words";

export type Cell = EvaluationCard["cells"][number];
/** How the version and the one it is compared with are called on its card. */
export type Names = { version: string; against: string };

/** "version" and "against" are this card's two versions; anything else is a rule without learning. */
export function scorerName(name: string, { version, against }: Names): string {
  if (name === "version") return version;
  return name === "against" ? against : controlTitle(name);
}

/** The same for the head of a column. */
export const scorerHead = (name: string, names: Names): string =>
  name === "version" || name === "against" ? scorerName(name, names) : controlHead(name);

/** Version, the one it is compared with, then the rules, each in a fixed order. */
export const scorersOf = (names: string[]): string[] => {
  const first = ["version", "against"].filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => !first.includes(name)).sort()];
};

/** The rule without learning that does best; null without one. Popularity reads the holdout's own outfits and is no rule. */
export function bestRule(curves: EvaluationCard["curves"]): EvaluationCard["curves"][number] | null {
  const rules = curves.filter(({ name }) => !["version", "against", "popularity"].includes(name));
  return rules.reduce<(typeof rules)[number] | null>((a, b) => (a && a.auc.value >= b.auc.value ? a : b), null);
}

/** The cell of the confusion matrix that the address names. */
export const cellAt = (card: EvaluationCard | null, asked: { truth?: string; says?: string }): Cell | null =>
  card?.cells.find(({ truth, says }) => truth === asked.truth && says === asked.says) ?? null;

/** Every product with a photo on the card. */
export function productsOn(card: EvaluationCard | null, cell: Cell | null): string[] {
  const examples = [...(card?.mistakes ?? []), ...(card?.changes?.examples ?? []), ...(cell?.examples ?? [])];
  return examples.flatMap(({ products }) => products);
}

/** What is known of an example, in words. */
export function truthWords({ products, truth, isConfirmed }: CardExample): string {
  if (products.length === 1) return isConfirmed ? `${truth}, confirmed by a reviewer` : `Filed under ${truth}`;
  if (truth === "fits") return "They go together";
  return isConfirmed ? "They clash" : "No outfit holds both";
}

/** "fits, 83 %" */
export const answerWords = ({ says, chance }: CardExample["version"]): string => `${says}, ${percent(chance)}`;
