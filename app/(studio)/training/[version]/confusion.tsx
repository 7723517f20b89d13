import Link from "next/link";
import { count, counted } from "@/app/_ui/figures";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import { cardPath } from "@/lib/models/rules";
import type { VersionCard } from "@/lib/models/schema";
import { Band } from "../../overview/band";
import { ConfusionMatrix } from "./confusion-matrix";
import { Examples } from "./examples";
import type { Cell, Names } from "./names";

type Props = {
  card: EvaluationCard;
  version: VersionCard;
  cell: Cell | null;
  products: Map<string, ProductCard>;
  names: Names;
};

/** What it takes for what. A cell leads to what lies in it. */
export function Confusion({ card, version, cell, products, names }: Props) {
  if (card.cells.length === 0) return null;
  const path = cardPath(version);
  return (
    <Band question="What does it take for what?">
      <div id="confusion" className="scroll-mt-20">
        <ConfusionMatrix
          cells={card.cells}
          chosen={cell}
          hrefOf={({ truth, says }) => `${path}?${new URLSearchParams({ truth, says })}#confusion`}
        />
        {cell && (
          <section className="mt-8" aria-labelledby="cell">
            <div className="mb-4 flex flex-wrap items-baseline gap-x-4">
              <h3 id="cell" className="font-medium">
                {cell.truth === cell.says
                  ? `${cell.truth}, and ${names.version} says so`
                  : `${cell.truth}, and ${names.version} says ${cell.says}`}
                : {counted(cell.n, cell.examples[0]?.products.length === 2 ? "pair" : "garment")}
              </h3>
              <p className="text-small text-ink-soft">
                {cell.n > cell.examples.length && `the ${count(cell.examples.length)} that it was furthest off on. `}
                <Link href={path} scroll={false} className="underline underline-offset-2 hover:text-ink">
                  Close
                </Link>
              </p>
            </div>
            <Examples examples={cell.examples} products={products} names={names} empty="" />
          </section>
        )}
      </div>
    </Band>
  );
}
