import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Compared } from "@/lib/encoders/schema";
import { figureText } from "../../../training/words";
import { changeText, verdictOf } from "../encoder-words";

type Row = Compared & { category: string };
type Props = { categories: Row[]; names: [string, string] };

const marks = { better: "▲", worse: "▼", level: "" };

/** Every category under both encoders, the largest loss first: that is where people will notice. */
export function CategoryTable({ categories, names: [live, next] }: Props) {
  const rows = categories.toSorted(
    (a, b) => a.difference.value - b.difference.value || (a.category < b.category ? -1 : 1),
  );
  return (
    <Table
      caption={`Categories under ${live} and ${next}`}
      keyOf={({ category }) => category}
      rows={rows}
      columns={[
        { title: "Category", cell: ({ category }) => category },
        { title: "Garments", cell: ({ live: { n } }) => count(n), isNumber: true },
        { title: "Now", cell: (row) => figureText(row.live), isNumber: true },
        { title: "New", cell: (row) => figureText(row.next), isNumber: true },
        {
          title: "Change, 95 % interval",
          cell: (row) => (
            <span className={verdictOf(row) === "level" ? "text-ink-soft" : "font-medium"}>
              {changeText(row)} {marks[verdictOf(row)]}
            </span>
          ),
          isNumber: true,
        },
      ]}
    />
  );
}
