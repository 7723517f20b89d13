"use client";
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Legend,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { count, decimal } from "@/app/_ui/figures";
import type { Curve } from "@/lib/insights/return/schema";
import { axis, legend, tooltip } from "../chart-look";

type Props = Pick<Curve, "points" | "fitted" | "target">;

/** Each version's quality with its interval over the labels it knew, the curve through them and the target. */
export function CurveChart({ points, fitted, target }: Props) {
  const versions = points.map(({ version, labels, quality }) => ({
    labels,
    name: `v${version}`,
    value: quality.value,
    interval: [quality.value - quality.lower, quality.upper - quality.value] as [number, number],
  }));
  const drawn = [...points.flatMap(({ quality }) => [quality.lower, quality.upper]), target];
  const low = Math.max(0, Math.floor(Math.min(...drawn) * 20) / 20);
  const high = Math.min(1, Math.ceil((Math.max(...drawn) + 0.005) * 20) / 20);
  // Left to itself the axis cuts .45 to .75 into .525 and .675, and shows them rounded.
  const step = high - low > 0.3 ? 0.1 : 0.05;
  const ticks = Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, i) => low + i * step);
  const words = versions.map(({ name, labels, value }) => `${name} ${decimal(value)} at ${count(labels)}`).join(", ");
  return (
    <div role="img" aria-label={`Quality by judged pairs: ${words}. The table below holds the intervals.`}>
      <ResponsiveContainer width="100%" height={300}>
        <ComposedChart margin={{ left: -12, right: 24, top: 16 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="labels"
            type="number"
            domain={[0, "dataMax"]}
            tickFormatter={count}
            padding={{ left: 24, right: 24 }}
            {...axis}
          />
          <YAxis
            domain={[low, high]}
            ticks={ticks}
            tickFormatter={(value: number) => decimal(value)}
            width={52}
            {...axis}
          />
          <Tooltip
            labelFormatter={(labels) => `${count(Math.round(Number(labels)))} judged pairs`}
            formatter={(value) => decimal(Number(value), 3)}
            {...tooltip}
          />
          <Legend {...legend} />
          <ReferenceLine
            y={target}
            stroke="var(--ink-soft)"
            strokeDasharray="2 4"
            label={{
              value: `Target ${decimal(target)}`,
              position: "insideTopLeft",
              fill: "var(--ink-soft)",
              fontSize: 13,
            }}
          />
          {fitted.length > 0 && (
            <Line
              data={fitted}
              dataKey="value"
              name="Curve through them"
              stroke="var(--chart-2)"
              strokeDasharray="6 4"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          )}
          <Scatter data={versions} dataKey="value" name="Version" fill="var(--chart-1)" isAnimationActive={false}>
            <ErrorBar dataKey="interval" direction="y" stroke="var(--chart-1)" strokeWidth={1.5} width={5} />
          </Scatter>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
