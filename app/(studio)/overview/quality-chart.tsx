"use client";
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Legend,
  Line,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { decimal } from "@/app/_ui/figures";
import type { Overview } from "@/lib/insights/schema";
import { axis, legend, tooltip } from "./chart-look";

type Point = { name: string; value: number; control: number | null; interval: [number, number] };

function pointsOf(quality: Overview["quality"]): Point[] {
  return quality.flatMap(({ number, headline, control }) =>
    headline
      ? [
          {
            name: `v${number}`,
            value: headline.value,
            control: control?.value ?? null,
            interval: [headline.value - headline.lower, headline.upper - headline.value] as [number, number],
          },
        ]
      : [],
  );
}

/** The axis from the lowest to the highest of what is drawn, in steps of .05 and never past 0 or 1. */
function rangeOf(quality: Overview["quality"]): [number, number] {
  const drawn = quality.flatMap(({ headline, control }) =>
    headline ? [headline.lower, headline.upper, control?.value ?? headline.value] : [],
  );
  const low = Math.floor(Math.min(...drawn) * 20) / 20;
  const high = Math.ceil(Math.max(...drawn) * 20) / 20;
  return [Math.max(0, low), Math.min(1, high)];
}

/** Each version's headline with its interval, and the simple rule that it has to beat. */
export function QualityChart({ quality }: { quality: Overview["quality"] }) {
  const points = pointsOf(quality);
  const words = points.map(({ name, value }) => `${name} ${decimal(value)}`).join(", ");
  return (
    <div role="img" aria-label={`Quality by version: ${words}. The table below holds the intervals.`}>
      <ResponsiveContainer width="100%" height={230}>
        <ComposedChart data={points} margin={{ left: -12, right: 12, top: 8 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="name" padding={{ left: 24, right: 24 }} {...axis} />
          <YAxis domain={rangeOf(quality)} tickFormatter={(value: number) => decimal(value)} width={52} {...axis} />
          <Tooltip formatter={(value) => decimal(Number(value), 3)} {...tooltip} />
          <Legend iconSize={9} {...legend} />
          <Line
            dataKey="control"
            name="Best simple rule"
            stroke="var(--edge)"
            strokeDasharray="4 4"
            dot={{ r: 2, fill: "var(--edge)", stroke: "none" }}
            isAnimationActive={false}
          />
          <Scatter dataKey="value" name="Version" fill="var(--chart-1)" isAnimationActive={false}>
            <ErrorBar dataKey="interval" stroke="var(--chart-1)" strokeWidth={1.5} width={5} />
          </Scatter>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
