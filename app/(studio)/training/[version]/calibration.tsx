import { count, decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import { AsTable, Band } from "../../overview/band";
import { figureText } from "../words";
import { LazyCalibrationChart } from "./lazy-charts";
import { type Names, scorerName } from "./names";

/** Whether a probability can be taken at its word, in bins of equally many. */
export function Calibration({ card, names }: { card: EvaluationCard; names: Names }) {
  if (card.calibration.length === 0) return null;
  const sets = card.calibration.map(({ name, error, bins }) => ({ name: scorerName(name, names), error, bins }));
  const errors = sets.map(({ name, error }) => `${name} ${figureText(error)}`).join(", ");
  return (
    <Band question="Can its probabilities be taken at their word?">
      <p className="mb-4 max-w-3xl text-small text-ink-soft">
        Mean distance from the diagonal: {errors}. Each point is as many answers as any other, with the 95 % interval of
        its share.
        {card.source === "outfits" &&
          " Half of these pairs are true by construction, so this says how the answers spread; how often real pairs fit, only judged pairs can say."}
      </p>
      <div className="max-w-2xl">
        <LazyCalibrationChart label={`Calibration; mean distance from the diagonal: ${errors}.`} sets={sets} />
        <AsTable>
          <Table
            caption="Calibration, bin by bin"
            keyOf={({ name, at }) => `${name} ${at}`}
            rows={sets.flatMap(({ name, bins }) => bins.map((bin, at) => ({ ...bin, name, at })))}
            columns={[
              { title: "By", cell: ({ name }) => name },
              { title: "It said", cell: ({ predicted }) => decimal(predicted), isNumber: true },
              {
                title: "Came true, 95 % interval",
                cell: ({ observed, lower, upper, n }) => figureText({ value: observed, lower, upper, n }),
                isNumber: true,
              },
              { title: "n", cell: ({ n }) => count(n), isNumber: true },
            ]}
          />
        </AsTable>
      </div>
    </Band>
  );
}
