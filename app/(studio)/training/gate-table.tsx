import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import { pointsText } from "@/lib/models/evaluation/rules";
import type { ComparedGate } from "@/lib/models/evaluation/schema";
import { figureTitle, measured } from "./words";

type Props = { gate: ComparedGate; champion: string; challenger: string };
type Row = { name: string } & Omit<ComparedGate["floors"][number], "category" | "isBroken"> & { isBroken?: boolean };

/** What the gate compared: the measures over all, then every category that is held to its floor. */
export function GateTable({ gate, champion, challenger }: Props) {
  const rows: Row[] = [
    ...gate.figures.map((figure) => ({ ...figure, name: figureTitle(figure.name) })),
    ...gate.floors.map(({ category, ...floor }) => ({ name: category, ...floor })),
  ];
  if (rows.length === 0) return null;
  return (
    <>
      <Table
        caption={`${challenger} against ${champion}`}
        keyOf={({ name }) => name}
        rows={rows}
        columns={[
          { title: "Over all, and by category", cell: ({ name }) => name },
          { title: champion, cell: (row) => measured(row.champion), isNumber: true },
          { title: challenger, cell: (row) => measured(row.challenger), isNumber: true },
          {
            title: "Change, 95 % interval",
            cell: ({ difference, isBroken }) => (
              <span className={isBroken ? "font-medium text-alert" : undefined}>
                {difference.value < 0 ? "down " : "up "}
                {pointsText(difference)}
                {isBroken && ", below its floor"}
              </span>
            ),
            isNumber: true,
          },
          { title: "n", cell: ({ difference }) => count(difference.n), isNumber: true },
        ]}
      />
      {gate.floors.length === 0 && (
        <p className="mt-2 text-small text-ink-soft">
          No category has enough garment models in the holdout yet to be held to a floor of its own.
        </p>
      )}
    </>
  );
}
