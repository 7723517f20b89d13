import { count } from "@/app/_ui/figures";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { Compared, StoredComparison } from "@/lib/encoders/schema";
import { calledOf, findingOf } from "../encoder-words";
import { CategoryTable } from "./category-table";
import { FigurePair } from "./figure-pair";
import { NeighbourLists } from "./neighbour-lists";

type Props = { comparison: StoredComparison; name: string; garments: Record<string, ProductCard> };

/** Both encoders side by side: three figures, every category, and the neighbours of a few garments. */
export function ComparisonView({ comparison, name, garments }: Props) {
  const { probe, pairs, nearest, neighbours, notes } = comparison;
  const against = calledOf(comparison.against.name);
  const figures: { title: string; what: string; says: string; compared: Compared | null }[] = [
    {
      title: "Categories",
      what: "telling categories apart",
      says: "Share of garments whose category a plain linear probe names rightly, fitted on other garment models.",
      compared: probe?.all ?? null,
    },
    {
      title: "Pairs",
      what: "pairs",
      says:
        pairs?.source === "judged"
          ? "Area under the curve over judged pairs that nobody trained on: the same small network, trained on each."
          : "Area under the curve over outfits that nobody trained on: the same small network, trained on each.",
      compared: pairs,
    },
    {
      title: "Neighbours",
      what: "neighbours",
      says: "Share of each garment's six nearest, other models, that are of its category.",
      compared: nearest,
    },
  ];
  return (
    <section aria-labelledby="comparison" className="mt-10">
      <h2 id="comparison" className="text-lead font-semibold">
        Beside {against}
      </h2>
      <p className="mt-2 max-w-prose text-lead text-pretty">{findingOf(name, figures)}</p>
      <div className="mt-6 grid gap-x-8 gap-y-6 md:grid-cols-3">
        {figures.map(
          ({ title, says, compared }) =>
            compared && (
              <FigurePair key={title} title={title} says={says} compared={compared} names={[against, name]} />
            ),
        )}
      </div>
      {notes.map((note) => (
        <p key={note} className="mt-4 text-small text-ink-soft">
          {note}
        </p>
      ))}
      {probe && probe.categories.length > 0 && (
        <>
          <h3 className="mt-10 font-semibold">By category</h3>
          <p className="mt-1 mb-3 max-w-prose text-small text-ink-soft">
            The probe's share of rightly named garments, on {count(probe.all.live.n)} of them. Intervals count garment
            models: colours of one are one look.
          </p>
          <CategoryTable categories={probe.categories} names={[against, name]} />
        </>
      )}
      {neighbours.length > 0 && <NeighbourLists neighbours={neighbours} garments={garments} names={[against, name]} />}
    </section>
  );
}
