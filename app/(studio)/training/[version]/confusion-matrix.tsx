import clsx from "clsx";
import Link from "next/link";
import { count } from "@/app/_ui/figures";
import type { Cell } from "./names";

type Props = { cells: Cell[]; chosen: Cell | null; hrefOf: (cell: Cell) => string };

const mostLabels = 24;

/** Truth in rows, answers in columns; a column is called by its row's number, so that thirty of them fit. */
export function ConfusionMatrix({ cells, chosen, hrefOf }: Props) {
  const totals = new Map<string, number>();
  for (const { truth, n } of cells) totals.set(truth, (totals.get(truth) ?? 0) + n);
  for (const { says } of cells) if (!totals.has(says)) totals.set(says, 0);
  const labels = [...totals].sort(([, a], [, b]) => b - a).map(([label]) => label);
  const shown = labels.slice(0, mostLabels);
  const at = new Map(cells.map((cell) => [`${cell.truth} / ${cell.says}`, cell]));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="overflow-x-auto" aria-label="Confusion matrix" tabIndex={0}>
        <table className="border-separate border-spacing-0.5 text-small">
          <caption className="sr-only">What it is, in rows, against what the version says, in columns</caption>
          <thead>
            <tr className="text-ink-faint">
              <th scope="col" className="pr-3 text-left font-medium">
                It is ↓ · it says →
              </th>
              {shown.map((label, place) => (
                <th key={label} scope="col" title={label} className="min-w-9 text-center font-medium">
                  <span aria-hidden>{shown.length > 2 ? place + 1 : label}</span>
                  <span className="sr-only">{label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((truth, place) => (
              <tr key={truth}>
                <th scope="row" className="pr-3 text-left font-normal whitespace-nowrap">
                  {shown.length > 2 && (
                    <span className="tabular mr-2 inline-block w-5 text-right text-ink-faint">{place + 1}</span>
                  )}
                  {truth}
                </th>
                {shown.map((says) => {
                  const cell = at.get(`${truth} / ${says}`);
                  return (
                    <td key={says} className="p-0">
                      {cell && (
                        <CellLink
                          cell={cell}
                          of={totals.get(truth) ?? 1}
                          isChosen={cell === chosen}
                          href={hrefOf(cell)}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {labels.length > shown.length && (
        <p className="mt-2 text-small text-ink-soft">
          The {shown.length} largest of {labels.length} categories.
        </p>
      )}
    </>
  );
}

type LinkProps = { cell: Cell; of: number; isChosen: boolean; href: string };

/** The fuller the row's share, the deeper the ground; mistakes and right answers differ in colour and in outline. */
function CellLink({ cell: { truth, says, n }, of, isChosen, href }: LinkProps) {
  const isRight = truth === says;
  const share = Math.round(10 + 50 * (n / Math.max(1, of)));
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={isRight ? `${n} of ${truth}, named right` : `${n} of ${truth}, taken for ${says}`}
      aria-current={isChosen || undefined}
      className={clsx(
        "tabular grid min-h-8 min-w-9 place-items-center rounded-sm px-1 text-ink",
        isRight && "border border-edge",
        isChosen && "outline-2 outline-offset-1 outline-accent",
      )}
      style={{
        background: `color-mix(in srgb, var(${isRight ? "--fits-wash" : "--clashes-wash"}) ${Math.min(100, share * 2)}%, transparent)`,
      }}
    >
      {count(n)}
    </Link>
  );
}
