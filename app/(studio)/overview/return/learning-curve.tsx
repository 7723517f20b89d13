import { count, counted, decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Curve } from "@/lib/insights/return/schema";
import { figureText } from "../../training/words";
import { AsTable, Band } from "../band";
import { Download } from "../download";
import { CurveChart } from "./curve-chart";
import { forecastSentence } from "./forecast-words";
import { TargetForm } from "./target-form";

const measuredWords: Record<Curve["measuredOn"], string> = {
  judged: "AUC on pairs drawn at random that people judged and no version was trained on",
  outfits:
    "AUC on outfits that no version was trained on, same category and season; judged random pairs take over once two versions were measured on them",
};

/** Quality against labels with every version's interval, the curve through them, and what a target takes. */
export function LearningCurve({ curve }: { curve: Curve }) {
  const { points, measuredOn } = curve;
  return (
    <Band question="Does the network grow with our labels?">
      {points.length === 0 ? (
        <p className="text-ink-soft">No version has been measured yet. The first training draws the first point.</p>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-small text-ink-soft">{measuredWords[measuredOn]}.</p>
          <CurveChart points={points} fitted={curve.fitted} target={curve.target} />
          <AsTable>
            <Table
              caption="Quality by number of labels"
              keyOf={({ version }) => String(version)}
              rows={[...points].reverse()}
              columns={[
                { title: "Version", cell: ({ version, isChampion }) => `v${version}${isChampion ? ", serves" : ""}` },
                { title: "Judged pairs", cell: ({ labels }) => count(labels), isNumber: true },
                { title: "Quality", cell: ({ quality }) => figureText(quality), isNumber: true },
                { title: "n", cell: ({ quality }) => count(quality.n), isNumber: true },
              ]}
            />
            <span className="flex flex-wrap gap-x-6">
              <Download href="/api/overview/return?table=versions" of="Quality by number of labels" />
              {curve.fitted.length > 0 && <Download href="/api/overview/return?table=curve" of="The fitted curve" />}
            </span>
          </AsTable>
          <div className="mt-8 flex flex-wrap items-end gap-x-8 gap-y-4">
            <TargetForm target={curve.target} />
            <p className="max-w-prose text-pretty sm:flex-1" role="status">
              {forecastSentence(curve)}
            </p>
          </div>
          {curve.ceiling !== null && (
            <p className="mt-3 max-w-prose text-small text-ink-soft">
              A power law through {counted(points.length, "version")}, which comes near {decimal(curve.ceiling)} with
              labels without end. It supposes that what is asked stays as it is; the further the target, the less it
              knows.
            </p>
          )}
        </>
      )}
    </Band>
  );
}
