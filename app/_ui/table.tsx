import clsx from "clsx";
import type { ReactNode } from "react";

export type Column<Row> = { title: string; cell: (row: Row) => ReactNode; isNumber?: boolean };
type Props<Row> = { caption: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string };

/** A plain table with hairlines. Words wrap, numbers never do; what is still too wide scrolls by itself. */
export function Table<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-ink-faint">
            {columns.map(({ title, isNumber }) => (
              <th
                key={title}
                scope="col"
                className={clsx("py-2 pr-5 font-medium whitespace-nowrap last:pr-0", isNumber && "text-right")}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0">
              {columns.map(({ title, cell, isNumber }) => (
                <td
                  key={title}
                  className={clsx("py-2 pr-5 last:pr-0", isNumber ? "text-right whitespace-nowrap" : "text-pretty")}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
