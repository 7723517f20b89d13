"use client";
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { decimal } from "@/app/_ui/figures";
import { axis, legend, tooltip } from "../../overview/chart-look";

export type DrawnCurve = { name: string; points: { x: number; y: number }[] };
type Props = {
  label: string;
  curves: DrawnCurve[];
  x: string;
  y: string;
  /** Where a coin would lie: the diagonal, or the share of true pairs. */
  coin: [{ x: number; y: number }, { x: number; y: number }];
};

/** Told apart in grey too: by the kind of line. */
const looks = [
  { stroke: "var(--chart-1)", strokeWidth: 2.5 },
  { stroke: "var(--chart-2)", strokeWidth: 2, strokeDasharray: "7 3" },
  { stroke: "var(--chart-3)", strokeWidth: 2, strokeDasharray: "2 3" },
];

/** Curves over 0..1 on both axes. The line of a coin lies behind them. */
export function CurveChart({ label, curves, x, y, coin }: Props) {
  const unit = { type: "number", domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], tickFormatter: tick } as const;
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={300}>
        <LineChart margin={{ left: 4, right: 12, top: 8, bottom: 14 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis dataKey="x" {...unit} {...axis} label={{ value: x, position: "insideBottom", offset: -8, ...words }} />
          <YAxis
            {...unit}
            {...axis}
            width={52}
            label={{ value: y, angle: -90, position: "insideLeft", offset: 8, ...words }}
          />
          <ReferenceLine segment={coin} stroke="var(--edge)" strokeDasharray="1 4" />
          <Tooltip
            labelFormatter={(at) => `${x} ${tick(Number(at))}`}
            formatter={(value) => decimal(Number(value))}
            {...tooltip}
          />
          <Legend verticalAlign="top" itemSorter={null} iconType="plainline" {...legend} />
          {curves.map(({ name, points }, at) => (
            <Line
              key={name}
              data={points}
              dataKey="y"
              name={name}
              dot={false}
              isAnimationActive={false}
              {...looks[at]}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

const tick = (value: number): string => decimal(value);
const words = { fill: "var(--ink-soft)", fontSize: 13, style: { textAnchor: "middle" } } as const;
