"use client";
import clsx from "clsx";
import { percent } from "@/app/_ui/figures";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import type { GridFlag } from "@/lib/flags/grid/schema";
import { Thumb } from "../../_garments/thumb";
import { altOf } from "../../_garments/words";

type Props = { flag: GridFlag; isSelected: boolean; isFocused: boolean };

/** One flag of the grid. Selected is a frame and a mark, not a colour alone; a held one says so. */
export function Tile({ flag, isSelected, isFocused }: Props) {
  const { product, other } = flag;
  return (
    <div
      role="option"
      id={`tile-${flag.taskId}`}
      data-tile={flag.taskId}
      tabIndex={isFocused ? 0 : -1}
      aria-selected={isSelected}
      aria-disabled={flag.isHeld || undefined}
      aria-label={`${altOf(product)}${other ? ` and ${other.title}` : ""}${flag.isHeld ? ", with someone else now" : ""}`}
      title={flag.reasons.join(" · ")}
      className={clsx("group min-w-0 cursor-pointer select-none", flag.isHeld && "cursor-default opacity-45")}
    >
      <div
        className={clsx(
          "relative overflow-hidden rounded-sm",
          isSelected && "outline-3 outline-offset-2 outline-accent",
        )}
      >
        <div className={clsx("grid", other && "grid-cols-2 gap-px")}>
          <Thumb product={product} className="pointer-events-none aspect-[4/5]" isDecorative />
          {other && <Thumb product={other} className="pointer-events-none aspect-[4/5]" isDecorative />}
        </div>
        {isSelected && (
          <span className="absolute top-1.5 right-1.5 grid size-6 place-items-center rounded-full bg-accent text-on-accent">
            {verdictGlyphs.keep}
          </span>
        )}
      </div>
      <p className="mt-1.5 flex items-baseline justify-between gap-2 text-small leading-tight">
        <span className="truncate text-ink-soft">{flag.isHeld ? "With someone else" : product.title}</span>
        <span className="tabular shrink-0 text-ink-faint">{percent(flag.probability)}</span>
      </p>
    </div>
  );
}
