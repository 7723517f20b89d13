"use client";
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { percent } from "@/app/_ui/figures";
import type { Grain } from "@/lib/insights/throughput/schema";
import { axis, tooltip } from "../chart-look";
import { longPeriod, secondsText, shortPeriod } from "./words";

type Unit = "seconds" | "share";
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
};
const tickOf: Record<Unit, (value: number) => string> = {
  seconds: (value) => `${value} s`,
  share: (value) => percent(value),
};

/** Figures over time; a period without answers is a gap. The arrow keys walk from period to period. */
export function LinesChart({ label, unit, per, lines, starts }: Props) {
  const data = starts.map((start, at) => ({
    start,
    ...Object.fromEntries(lines.map(({ name, values }) => [name, values[at] ?? null])),
  }));
  return (
    <ResponsiveContainer width="100%" height={240}>
      <LineChart data={data} margin={{ left: -4, right: 12, top: 8 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="start" tickFormatter={(start) => shortPeriod(start, per)} minTickGap={28} {...axis} />
        <YAxis width={56} domain={[0, "auto"]} tickFormatter={tickOf[unit]} {...axis} />
        <Tooltip
          labelFormatter={(start) => longPeriod(String(start), per)}
          formatter={(value) => textOf[unit](Number(value))}
          {...tooltip}
        />
        <Legend
          verticalAlign="top"
          align="left"
          itemSorter={null}
          iconType="plainline"
          formatter={(name) => <span className="text-small text-ink-soft">{name}</span>}
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
  );
}
