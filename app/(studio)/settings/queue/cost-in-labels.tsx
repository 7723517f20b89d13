import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { QueuePlan } from "@/lib/queue/schema";
import { partsOf } from "./plan-words";

/** Answers a day that closed a task lately. */
export type Pace = { pairs: number; flags: number };

const perThousand = (share: number) => count(Math.round(share * 1_000));
const perWeek = (share: number, perDay: number) => count(Math.round(share * perDay * 7));

/** The plan's cost in labels: of a thousand, and of a week at the present pace. */
export function CostInLabels({ plan, pace }: { plan: QueuePlan; pace: Pace }) {
  const rows = [
    ...partsOf(plan).map(({ name, share }) => ({ name, share, perDay: pace.pairs })),
    { name: "audits, of the flags in Review", share: plan.audit, perDay: pace.flags },
  ];
  const hasPace = pace.pairs + pace.flags > 0;
  return (
    <div className="mt-6">
      <Table
        caption="What the plan costs in labels"
        keyOf={({ name }) => name}
        rows={rows}
        columns={[
          { title: "Goes to", cell: ({ name }) => name },
          { title: "Of 1,000 answers", cell: ({ share }) => perThousand(share), isNumber: true },
          ...(hasPace
            ? [
                {
                  title: "A week at the present pace",
                  cell: ({ share, perDay }: (typeof rows)[number]) => perWeek(share, perDay),
                  isNumber: true,
                },
              ]
            : []),
        ]}
      />
      <p className="mt-3 text-small text-ink-soft">
        {hasPace
          ? `The present pace is ${count(Math.round(pace.pairs * 7))} pairs and ${count(Math.round(pace.flags * 7))} flags in the last 7 days.`
          : "Nobody has answered in the last 7 days, so there is no pace to reckon with."}
      </p>
    </div>
  );
}
