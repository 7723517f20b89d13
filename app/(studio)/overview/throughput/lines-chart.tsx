"use client";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { count, percent } from "@/app/_ui/figures";
import type { Grain } from "@/lib/insights/throughput/schema";
import { axis, tooltip } from "../chart-look";
import { longPeriod, secondsText, shortPeriod } from "./words";

type Unit = "seconds" | "share" | "tasks";
type Props = {
  label: string;
  unit: Unit;
  per: Grain;
  /** Two lines at most: one whole, one dashed. */
  lines: { name: string; values: (number | null)[] }[];
  starts: string[];
};

const looks = [
  { stroke: "var(--chart-1)", strokeWidth: 2.5 },
  { stroke: "var(--chart-3)", strokeWidth: 2, strokeDasharray: "6 4" },
] as const;
const textOf: Record<Unit, (value: number) => string> = {
  seconds: secondsText,
  share: (value) => percent(value, 1),
  tasks: count,
};
const tickOf: Record<Unit, (value: number) => string> = {
  seconds: (value) => `${value} s`,
  share: (value) => percent(value, Number.isInteger(Math.round(value * 1_000) / 10) ? 0 : 1),
  tasks: count,
};

/** Where the axis ends while all is nought: left to itself it would go to four, which of shares is 400 %. */
const topOfNothing: Record<Unit, number> = { seconds: 1, share: 0.1, tasks: 10 };

/** Figures over time; a period without answers is a gap. The arrow keys walk from period to period. */
export function LinesChart({ label, unit, per, lines, starts }: Props) {
  const data = starts.map((start, at) => ({
    start,
    ...Object.fromEntries(lines.map(({ name, values }) => [name, values[at] ?? null])),
  }));
  const isAllNought = !lines.some(({ values }) => values.some((value) => (value ?? 0) > 0));
  return (
    <>
      <Legend names={lines.map(({ name }) => name)} />
      <ResponsiveContainer width="100%" height={240}>
        <LineChart data={data} margin={{ left: -4, right: 12, top: 8 }} title={label}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="start"
            tickFormatter={(start) => shortPeriod(start, per)}
            minTickGap={28}
            padding={{ left: 16, right: 16 }}
            {...axis}
          />
          <YAxis
            width={56}
            domain={[0, isAllNought ? topOfNothing[unit] : "auto"]}
            tickFormatter={tickOf[unit]}
            {...axis}
          />
          <Tooltip
            labelFormatter={(start) => longPeriod(String(start), per)}
            formatter={(value) => textOf[unit](Number(value))}
            {...tooltip}
          />
          {lines.map(({ name }, at) => (
            <Line
              key={name}
              dataKey={name}
              name={name}
              dot={starts.length > 40 ? false : { r: 2.5 }}
              isAnimationActive={false}
              {...looks[at]!}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </>
  );
}

const Legend = ({ names }: { names: string[] }) => (
  <ul aria-hidden className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-soft">
    {names.map((name, at) => (
      <li key={name} className="flex items-center gap-2">
        <svg width={22} height={6} aria-hidden="true">
          <line x1={0} x2={22} y1={3} y2={3} {...looks[at]!} />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);
