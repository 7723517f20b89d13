import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Return } from "@/lib/insights/return/schema";
import { ErrorRateNote } from "../../_bench/error-rate-note";
import { AsTable, Band, Stat } from "../band";
import { dayName } from "../days";
import { Download } from "../download";
import { shareCell } from "../figure-words";
import { WeeksChart } from "../weeks-chart";

/** The catalogue's error rate week by week, from random looks, and the corrections that were made. */
export function CatalogueReturn({ errorRate, weeks, fixes }: Pick<Return, "errorRate" | "weeks" | "fixes">) {
  return (
    <Band question="Is the catalogue getting cleaner?">
      <dl className="grid gap-6 sm:grid-cols-3">
        <Stat name="Corrections by hand" value={count(fixes.byHand)} />
        <Stat name="Corrections by rule" value={count(fixes.byRule)} />
        <Stat name="Taken back" value={count(fixes.takenBack)} />
      </dl>
      <ErrorRateNote errorRate={errorRate} className="mt-6 mb-6" />
      {weeks.length === 0 ? (
        <p className="mt-6 text-ink-soft">
          No random look and no correction yet. Random looks come with the flags on Review; how many is set in the queue
          plan.
        </p>
      ) : (
        <>
          <WeeksChart
            label={`Error rate over ${weeks.length} weeks`}
            weeks={weeks.map(({ week }) => week)}
            series={[{ name: "Misfiled, of products drawn at random", values: weeks.map((row) => row.errorRate) }]}
          />
          <AsTable>
            <Table
              caption="Error rate and corrections by week"
              keyOf={({ week }) => week}
              rows={[...weeks].reverse()}
              columns={[
                { title: "Week of", cell: ({ week }) => dayName(week) },
                { title: "Misfiled", cell: (row) => shareCell(row.errorRate, 1), isNumber: true },
                { title: "Corrections", cell: (row) => count(row.fixes), isNumber: true },
                { title: "So far", cell: (row) => count(row.fixesSoFar), isNumber: true },
              ]}
            />
            <Download href="/api/overview/return?table=weeks" of="Error rate and corrections by week" />
          </AsTable>
        </>
      )}
    </Band>
  );
}
