import Link from "next/link";
import { count, duration } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { DayCount, Overview } from "@/lib/insights/schema";
import { AsTable, Band, Stat } from "./band";
import { dayName } from "./days";
import { Download } from "./download";
import { LabelsChart } from "./labels-chart";

type Depth = Overview["queue"]["compatibility"];

const depthNote = ({ leased, doneToday }: Depth): string =>
  `${count(leased)} with someone, ${count(doneToday)} done today`;
const pace = ({ medianSeconds }: Depth): string =>
  medianSeconds === null ? "no answers yet" : duration(medianSeconds);

/** How fast are we? Labels per day, what waits, and how long one answer takes. */
export function SpeedBand({ days, queue }: { days: DayCount[]; queue: Overview["queue"] }) {
  return (
    <Band question="How fast are we?">
      <dl className="grid gap-6 sm:grid-cols-2 lg:grid-cols-4">
        <Stat name="Pairs waiting" value={count(queue.compatibility.open)} note={depthNote(queue.compatibility)} />
        <Stat name="Median time per pair, 7 days" value={pace(queue.compatibility)} />
        <Stat name="Flags waiting" value={count(queue.category.open)} note={depthNote(queue.category)} />
        <Stat name="Median time per flag, 7 days" value={pace(queue.category)} />
      </dl>
      <h3 className="mt-10 mb-3 font-medium">Labels per day</h3>
      <LabelsChart days={days} />
      <AsTable>
        <Table
          caption="Labels per day"
          keyOf={({ day }) => day}
          rows={[...days].reverse()}
          columns={[
            { title: "Day", cell: ({ day }) => dayName(day) },
            { title: "Pairs", cell: ({ pairs }) => count(pairs), isNumber: true },
            { title: "Flags", cell: ({ flags }) => count(flags), isNumber: true },
          ]}
        />
        <Download href="/api/overview/throughput?table=periods&range=30d&per=day" of="Labels per day" />
      </AsTable>
      <p className="mt-6">
        <Link href="/overview/throughput" className="font-medium text-accent underline underline-offset-4">
          By hour, week, kind of work and source
        </Link>
      </p>
    </Band>
  );
}
