import { count, counted } from "@/app/_ui/figures";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import { Band } from "../../overview/band";
import { Examples } from "./examples";
import type { Names } from "./names";

type Props = { card: EvaluationCard; products: Map<string, ProductCard>; names: Names };

/** What changed against the version before, example by example, both ways. */
export function Changes({ card, products, names }: Props) {
  if (!card.changes) return null;
  const { nowRight, nowWrong, examples } = card.changes;
  const right = examples.filter(({ truth, version }) => version.says === truth);
  const wrong = examples.filter(({ truth, version }) => version.says !== truth);
  return (
    <Band question={`What changed against ${names.against}?`}>
      <p className="mb-6 max-w-3xl">
        {counted(nowRight, "answer")} that {names.against} got wrong {nowRight === 1 ? "is" : "are"} right now, and{" "}
        {count(nowWrong)} that it got right {nowWrong === 1 ? "is" : "are"} wrong. Shown are those on which the two
        differ most.
      </p>
      <h3 className="mb-4 font-medium">Right now</h3>
      <Examples examples={right} products={products} names={names} empty="None." />
      <h3 className="mt-10 mb-4 font-medium">Wrong now</h3>
      <Examples examples={wrong} products={products} names={names} empty="None." />
    </Band>
  );
}
