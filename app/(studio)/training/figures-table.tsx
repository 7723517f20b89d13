import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { VersionMetrics } from "@/lib/models/schema";
import { controlTitle, figureText, figureTitle, inOrder } from "./words";

/** Every holdout figure with its interval and n, and below each the controls that it stands against. */
export function FiguresTable({ metrics, caption }: { metrics: VersionMetrics; caption: string }) {
  const rows = inOrder(Object.keys(metrics.figures)).flatMap((key) => [
    { key, title: figureTitle(key), figure: metrics.figures[key]!, isControl: false },
    ...Object.entries(metrics.controls[key] ?? {}).map(([name, control]) => ({
      key: `${key}/${name}`,
      title: controlTitle(name),
      figure: control,
      isControl: true,
    })),
  ]);
  return (
    <Table
      caption={caption}
      keyOf={({ key }) => key}
      rows={rows}
      columns={[
        {
          title: "Measure",
          cell: ({ title, isControl }) => (isControl ? <span className="pl-4 text-ink-soft">{title}</span> : title),
        },
        { title: "Value, 95 % interval", cell: ({ figure }) => figureText(figure), isNumber: true },
        { title: "n", cell: ({ figure }) => count(figure.n), isNumber: true },
      ]}
    />
  );
}
