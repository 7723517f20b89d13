"use client";
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { percent } from "@/app/_ui/figures";
import type { Figure } from "@/lib/models/schema";
import { axis, legend, tooltip } from "./chart-look";
import { dayName } from "./days";

const lines = [
  { stroke: "var(--chart-1)", strokeDasharray: undefined },
  { stroke: "var(--chart-2)", strokeDasharray: "6 4" },
  { stroke: "var(--chart-3)", strokeDasharray: "2 4" },
];

export type WeekLine = { name: string; values: (Figure | null)[] };
type Props = { label: string; weeks: string[]; series: WeekLine[] };

/** Shares by week, each with its interval: at most three lines, told apart by colour and by dash. */
export function WeeksChart({ label, weeks, series }: Props) {
  const points = weeks.map((week, at) =>
    Object.fromEntries([
      ["week", week],
      ...series.flatMap(({ name, values }) => {
        const figure = values[at];
        if (!figure) return [];
        return [
          [name, figure.value],
          [`${name} interval`, [figure.value - figure.lower, figure.upper - figure.value]],
        ];
      }),
    ]),
  );
  return (
    <div role="img" aria-label={`${label}. The table below holds each week.`}>
      <ResponsiveContainer width="100%" height={260}>
        <ComposedChart data={points} margin={{ left: -8, right: 12, top: 8 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="week" tickFormatter={dayName} padding={{ left: 24, right: 24 }} minTickGap={24} {...axis} />
          <YAxis domain={[0, "auto"]} tickFormatter={(value: number) => percent(value)} width={56} {...axis} />
          <Tooltip
            labelFormatter={(week) => `Week of ${dayName(String(week))}`}
            formatter={(value) => percent(Number(value), 1)}
            {...tooltip}
          />
          <Legend {...legend} />
          {series.map(({ name }, at) => (
            <Line
              key={name}
              dataKey={name}
              {...lines[at]}
              strokeWidth={2}
              dot={{ r: 3, strokeDasharray: "none" }}
              connectNulls
              isAnimationActive={false}
            >
              <ErrorBar dataKey={`${name} interval`} stroke={lines[at]?.stroke} strokeWidth={1} width={4} />
            </Line>
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
