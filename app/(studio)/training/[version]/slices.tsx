import clsx from "clsx";
import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import type { Head } from "@/lib/models/schema";
import { Band } from "../../overview/band";
import { figureText, sliceTitle } from "../words";
import { type Names, scorerName, scorersOf } from "./names";

type Props = { card: EvaluationCard; head: Head; names: Names };

const what: Record<Head, string> = {
  compatibility:
    "Chance that a pair which goes together scores above one that does not (area under the ROC curve), with its 95 % interval. .50 is a coin.",
  category: "Share of garments whose category it names, with its 95 % interval.",
};

/** The headline on each part of the holdout, with every rule without learning in the columns beside it. */
export function Slices({ card, head, names }: Props) {
  const scorers = scorersOf([...new Set(card.slices.flatMap(({ figures }) => Object.keys(figures)))]);
  return (
    <Band question="How good is it, and on what?">
      {card.slices.length === 0 ? (
        <p className="text-ink-soft">Too little is held out to measure it on yet.</p>
      ) : (
        <>
          <p className="mb-4 max-w-3xl text-small text-ink-soft">{what[head]}</p>
          <Table
            caption="Figures on each part of the holdout"
            keyOf={(scorer) => scorer}
            rows={scorers}
            columns={[
              {
                title: "By",
                cell: (scorer) => (
                  <span className={clsx("block min-w-32", scorer === "version" && "font-semibold")}>
                    {scorerName(scorer, names)}
                  </span>
                ),
              },
              ...card.slices.map(({ name, n, figures }) => ({
                title: `${sliceTitle(head, name)}, n ${count(n)}`,
                cell: (scorer: string) => {
                  const figure = figures[scorer];
                  return figure ? (
                    <span className={scorer === "version" ? "font-semibold" : undefined}>{figureText(figure)}</span>
                  ) : (
                    ""
                  );
                },
                isNumber: true,
              })),
            ]}
          />
        </>
      )}
    </Band>
  );
}
