import { decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { CurvePoint } from "@/lib/training/schema";

const [width, height, pad] = [560, 120, 6];

/** Polyline through values on their own scale: what counts is the shape while it runs. */
function pathOf(values: number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => pad + (index / Math.max(1, values.length - 1)) * (width - 2 * pad);
  const y = (value: number) => height - pad - ((value - low) / (high - low || 1)) * (height - 2 * pad);
  return values
    .map((value, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
}

/** Loss and validation of a run, epoch by epoch. */
export function Curve({ points }: { points: CurvePoint[] }) {
  const last = points.at(-1);
  if (points.length < 2 || !last) return <div className="mt-3 h-36" />;
  const validation = points.flatMap((point) => point.validation ?? []);
  return (
    <figure className="mt-3">
      <svg
        role="img"
        aria-label={`Loss after ${last.epoch} epochs: ${decimal(last.loss, 3)}`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-28 w-full"
      >
        <path
          d={pathOf(points.map(({ loss }) => loss))}
          fill="none"
          stroke="var(--edge)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
        {validation.length > 1 && (
          <path
            d={pathOf(validation)}
            fill="none"
            stroke="var(--accent)"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <figcaption className="tabular mt-1 flex gap-5 text-small text-ink-soft">
        <span>
          <Swatch colour="var(--edge)" /> loss {decimal(last.loss, 3)}
        </span>
        {last.validation !== undefined && (
          <span>
            <Swatch colour="var(--accent)" /> validation {decimal(last.validation, 3)}
          </span>
        )}
      </figcaption>
      <details className="mt-1">
        <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">Epoch by epoch</summary>
        <div className="mt-2 max-h-64 overflow-y-auto">
          <Table
            caption="Loss and validation, the latest epoch first"
            keyOf={({ epoch }) => String(epoch)}
            rows={points.toReversed()}
            columns={[
              { title: "Epoch", cell: ({ epoch }) => String(epoch), isNumber: true },
              { title: "Loss", cell: ({ loss }) => decimal(loss, 3), isNumber: true },
              {
                title: "Validation",
                cell: (point) => (point.validation === undefined ? "" : decimal(point.validation, 3)),
                isNumber: true,
              },
            ]}
          />
        </div>
      </details>
    </figure>
  );
}

const Swatch = ({ colour }: { colour: string }) => (
  <span aria-hidden className="mr-1 inline-block h-0.5 w-4 align-middle" style={{ background: colour }} />
);
