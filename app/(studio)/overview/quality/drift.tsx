import { Table } from "@/app/_ui/table";
import type { QualityWeek } from "@/lib/insights/quality/schema";
import { AsTable, Band } from "../band";
import { dayName } from "../days";
import { Download } from "../download";
import { shareCell } from "../figure-words";
import { WeeksChart } from "../weeks-chart";

/** Whether answers move: agreement, repeats, and "fits" among pairs drawn at random, week by week. */
export function Drift({ weeks }: { weeks: QualityWeek[] }) {
  return (
    <Band question="Do answers drift?">
      {weeks.length === 0 ? (
        <p className="text-ink-soft">No answer has been checked yet. The first week of checks draws the first point.</p>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-small text-ink-soft">
            The share of “fits” is counted among pairs drawn at random alone: what the network chooses to ask does not
            move it, a changed taste or a new season does.
          </p>
          <WeeksChart
            label={`Agreement, repeats and fits over ${weeks.length} weeks`}
            weeks={weeks.map(({ week }) => week)}
            series={[
              { name: "Two people say the same", values: weeks.map(({ agreement }) => agreement) },
              { name: "Same as the first time", values: weeks.map(({ selfConsistency }) => selfConsistency) },
              { name: "Fits, of random pairs", values: weeks.map(({ fits }) => fits) },
            ]}
          />
          <AsTable>
            <Table
              caption="Agreement by week"
              keyOf={({ week }) => week}
              rows={[...weeks].reverse()}
              columns={[
                { title: "Week of", cell: ({ week }) => dayName(week) },
                { title: "Two people say the same", cell: ({ agreement }) => shareCell(agreement), isNumber: true },
                { title: "Same as the first time", cell: (row) => shareCell(row.selfConsistency), isNumber: true },
                { title: "Fits, of random pairs", cell: ({ fits }) => shareCell(fits), isNumber: true },
              ]}
            />
            <Download href="/api/overview/quality?table=weeks" of="Agreement by week" />
          </AsTable>
        </>
      )}
    </Band>
  );
}
