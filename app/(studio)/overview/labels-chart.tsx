"use client";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { count } from "@/app/_ui/figures";
import type { DayCount } from "@/lib/insights/schema";
import { axis, legend, tooltip } from "./chart-look";
import { dayName } from "./days";

export function LabelsChart({ days }: { days: DayCount[] }) {
  const total = days.reduce((sum, { pairs, flags }) => sum + pairs + flags, 0);
  return (
    <div
      role="img"
      aria-label={`${count(total)} labels in the last ${days.length} days; the table below holds each day.`}
    >
      <ResponsiveContainer width="100%" height={260}>
        <BarChart data={days} margin={{ left: -12, right: 4, top: 8 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" tickFormatter={dayName} minTickGap={24} {...axis} />
          <YAxis allowDecimals={false} width={52} {...axis} />
          <Tooltip cursor={{ fill: "var(--sunken)" }} labelFormatter={(day) => dayName(String(day))} {...tooltip} />
          <Legend iconType="square" iconSize={9} {...legend} />
          <Bar dataKey="pairs" name="Pairs" stackId="labels" fill="var(--chart-1)" isAnimationActive={false} />
          <Bar dataKey="flags" name="Flags" stackId="labels" fill="var(--chart-3)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
