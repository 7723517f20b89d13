import Link from "next/link";
import { count, percent } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Quality } from "@/lib/insights/quality/schema";
import type { Figure } from "@/lib/models/schema";
import { reasonWords } from "../../_bench/reason-words";
import { Band } from "../band";
import { Download } from "../download";

const measured = <Row extends { differing: Figure }>(title: string, of: string) => [
  { title, cell: ({ differing }: Row) => percent(differing.value), isNumber: true },
  {
    title: "95 % interval",
    cell: ({ differing }: Row) => `${percent(differing.lower)} to ${percent(differing.upper)}`,
    isNumber: true,
  },
  { title: of, cell: ({ differing }: Row) => count(differing.n), isNumber: true },
];

/** Where the guide leaves people to themselves: category pairs and reasons with most disagreement, the surest first. */
export function Unclear({ categories, reasons }: Pick<Quality, "categories" | "reasons">) {
  return (
    <Band question="Where is the guide unclear?">
      {categories.length + reasons.length === 0 ? (
        <p className="text-ink-soft">
          Nothing stands out yet. Five pairs of a kind, judged by two people each, are needed before it is listed here.
        </p>
      ) : (
        <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
          <div>
            <h3 className="mb-3 font-medium">By what is worn together</h3>
            <Table
              caption="Disagreement by pair of categories"
              keyOf={({ names }) => names.join(" · ")}
              rows={categories}
              columns={[
                { title: "Categories", cell: ({ names }) => names.join(" with ") },
                ...measured<Quality["categories"][number]>("Differ", "Pairs"),
              ]}
            />
            <Download href="/api/overview/quality?table=categories" of="Disagreement by pair of categories" />
          </div>
          <div>
            <h3 className="mb-3 font-medium">By the reason of a clash</h3>
            <Table
              caption="Disagreement by the reason that was given"
              keyOf={({ reason }) => reason}
              rows={reasons}
              columns={[
                { title: "Reason", cell: ({ reason }) => reasonWords[reason] },
                ...measured<Quality["reasons"][number]>("Others say it fits", "Clashes"),
              ]}
            />
            <Download href="/api/overview/quality?table=reasons" of="Disagreement by reason" />
          </div>
        </div>
      )}
      <p className="mt-6">
        <Link href="/settings/guide" className="font-medium text-accent underline underline-offset-4">
          Open the guide
        </Link>
      </p>
    </Band>
  );
}
