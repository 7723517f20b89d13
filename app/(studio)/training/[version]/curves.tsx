import { count, decimal, percent } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import type { Head } from "@/lib/models/schema";
import { AsTable, Band } from "../../overview/band";
import { figureText } from "../words";
import { LazyCurveChart } from "./lazy-charts";
import { bestRule, type Names, scorerName } from "./names";

type Curve = EvaluationCard["curves"][number];
type Props = { card: EvaluationCard; head: Head; names: Names };

const ground: Record<EvaluationCard["source"], (n: string) => string> = {
  judged: (n) => `${n} pairs that people judged, with a garment nobody trained on`,
  outfits: (n) =>
    `${n} pairs: half worn together, half drawn from the same category and season, as often as they are worn`,
  products: (n) => `${n} garments nobody trained on, each asked of every category`,
};

/** ROC and precision against recall, of the version, the one that it is compared with, and the best simple rule. */
export function Curves({ card, names }: Props) {
  const { curves, baseRate } = card;
  if (curves.length === 0) return null;
  const shown = [...curves.filter(({ name }) => name === "version" || name === "against"), bestRule(curves)].flatMap(
    (curve) => curve ?? [],
  );
  const drawn = (pick: (curve: Curve) => Curve["roc"]) =>
    shown.map((curve) => ({ name: scorerName(curve.name, names), points: pick(curve) }));
  const words = (pick: (curve: Curve) => number) =>
    shown.map((curve) => `${scorerName(curve.name, names)} ${decimal(pick(curve))}`).join(", ");
  // A coin's precision is the share of true ones, whatever it recalls.
  const share = baseRate ?? shown[0]?.precisionRecall.at(-1)?.y ?? 0;
  return (
    <Band question="How well does it tell them apart?">
      <p className="mb-4 text-small text-ink-soft">On {ground[card.source](count(card.n))}.</p>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <section aria-labelledby="roc">
          <h3 id="roc" className="mb-2 font-medium">
            ROC curve
          </h3>
          <LazyCurveChart
            label={`ROC curves; area under them: ${words(({ auc }) => auc.value)}. The table below holds the intervals.`}
            curves={drawn(({ roc }) => roc)}
            x="Wrong ones let through"
            y="Right ones found"
            coin={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
          />
          <PointsTable
            caption="Points of the ROC curves"
            curves={shown}
            names={names}
            of="roc"
            x="Wrong ones let through"
          />
        </section>
        <section aria-labelledby="precision-recall">
          <h3 id="precision-recall" className="mb-2 font-medium">
            Precision and recall
          </h3>
          <LazyCurveChart
            label={`Precision against recall; average precision: ${words(({ averagePrecision }) => averagePrecision.value)}. The table below holds the intervals.`}
            curves={drawn(({ precisionRecall }) => precisionRecall)}
            x="Recall"
            y="Precision"
            coin={[
              { x: 0, y: share },
              { x: 1, y: share },
            ]}
          />
          <PointsTable
            caption="Points of precision and recall"
            curves={shown}
            names={names}
            of="precisionRecall"
            x="Recall"
          />
        </section>
      </div>
      <div className="mt-8">
        <Table
          caption="Areas under the curves, with the rules without learning"
          keyOf={({ name }) => name}
          rows={curves}
          columns={[
            { title: "By", cell: ({ name }) => <span className="block min-w-32">{scorerName(name, names)}</span> },
            { title: "Area under ROC, 95 % interval", cell: ({ auc }) => figureText(auc), isNumber: true },
            {
              title: "Average precision, 95 % interval",
              cell: ({ averagePrecision }) => figureText(averagePrecision),
              isNumber: true,
            },
          ]}
        />
      </div>
    </Band>
  );
}

type Points = { caption: string; curves: Curve[]; names: Names; of: "roc" | "precisionRecall"; x: string };

/** The curves at every tenth of x: the last point at or before it. */
function PointsTable({ caption, curves, names, of, x }: Points) {
  const rows = Array.from({ length: 11 }, (_, step) => step / 10);
  const at = (curve: Curve, place: number) => curve[of].findLast((point) => point.x <= place + 1e-9)?.y;
  return (
    <AsTable>
      <Table
        caption={caption}
        keyOf={String}
        rows={rows}
        columns={[
          { title: x, cell: (place) => percent(place) },
          ...curves.map((curve) => ({
            title: scorerName(curve.name, names),
            cell: (place: number) => {
              const value = at(curve, place);
              return value === undefined ? "" : decimal(value);
            },
            isNumber: true,
          })),
        ]}
      />
    </AsTable>
  );
}
