import { decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import { WayUp } from "@/app/_ui/way-up";
import type { AgreementFigures, OwnFigures } from "@/lib/insights/quality/schema";
import { shareCell } from "../../overview/figure-words";

const rows: { key: keyof AgreementFigures; name: string; says: string }[] = [
  {
    key: "withConsensus",
    name: "With the consensus",
    says: "As it was settled, or as most others said of the same pair.",
  },
  {
    key: "withOthers",
    name: "With each other person",
    says: "Over pairs that others judged too, without seeing yours.",
  },
  { key: "withOneself", name: "With yourself", says: "The same pair some time later, sides swapped." },
  { key: "withGold", name: "With the agreed answers", says: "Gold pairs, mixed in among the others." },
];

/** A person's own checked answers beside everybody's; who else may see them is said on the page. */
export function FiguresScreen({ figures: { own, house, weight, categories, named } }: { figures: OwnFigures }) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-8">
      <WayUp to="/pairs/mine">My answers</WayUp>
      <h1>My figures</h1>
      <p className="mt-2 max-w-prose text-ink-soft">
        How your checked answers compare, each with its 95 % interval. To differ is no mistake: where good eyes differ,
        the guide is what needs a word.
      </p>
      <dl aria-label="My answers beside everybody's" className="mt-8 border-b border-line">
        {rows.map(({ key, name, says }) => (
          <div key={key} className="grid gap-x-8 gap-y-2 border-t border-line py-4 sm:grid-cols-[1fr_auto]">
            <dt>
              <span className="font-medium">{name}</span>
              <span className="block text-small text-ink-soft">{says}</span>
            </dt>
            <dd className="tabular grid content-center gap-1 sm:text-right">
              <span className="font-semibold">{shareCell(own[key]) || "not known yet"}</span>
              <span className="text-small text-ink-soft">Everybody: {shareCell(house[key]) || "not known yet"}</span>
            </dd>
          </div>
        ))}
      </dl>
      {categories.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-3 text-lead font-semibold">Where you and others differ</h2>
          <Table
            caption="Pairs of categories on which I and others differ"
            keyOf={({ names }) => names.join(" · ")}
            rows={categories}
            columns={[
              { title: "Categories", cell: ({ names }) => names.join(" with ") },
              { title: "Differ", cell: ({ differing }) => shareCell(differing), isNumber: true },
            ]}
          />
        </section>
      )}
      <section className="mt-10 max-w-prose space-y-3 text-ink-soft">
        <h2 className="text-lead font-semibold text-ink">What is done with them</h2>
        <p>
          In training your answers weigh {decimal(weight)} of the house's usual. That comes from agreement with others
          alone; how fast you answer is no part of it.
        </p>
        <p>
          {named.isOn
            ? "Managers see these figures, and how many answers you give and how long they take, with your name. An admin has turned that on; nobody is ranked."
            : "Managers see figures without names. Should an admin change that, you are told."}
        </p>
      </section>
    </div>
  );
}
