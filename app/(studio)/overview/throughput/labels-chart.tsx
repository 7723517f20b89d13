"use client";
import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { count } from "@/app/_ui/figures";
import type { Grain, Period } from "@/lib/insights/throughput/schema";
import { axis, tooltip } from "../chart-look";
import { type DrawnPart, type Look, swatchOf } from "./looks";
import { longPeriod, shortPeriod } from "./words";

type Props = { label: string; periods: Pick<Period, "start" | "byPart">[]; parts: DrawnPart[]; per: Grain };

/** Labels of each period, its parts on top of each other. The arrow keys walk from bar to bar. */
export function LabelsChart({ label, periods, parts, per }: Props) {
  const id = useId().replaceAll(":", "");
  const data = periods.map(({ start, byPart }) => ({
    start,
    ...Object.fromEntries(parts.map(({ key, keys }) => [key, keys.reduce((sum, one) => sum + (byPart[one] ?? 0), 0)])),
  }));
  return (
    <>
      <Legend parts={parts} />
      <ResponsiveContainer width="100%" height={280}>
        <BarChart data={data} margin={{ left: -4, right: 4, top: 8 }} title={label}>
          <defs>
            {parts.map(({ key, look }, at) => look.isHatched && <Hatch key={key} id={`${id}-${at}`} look={look} />)}
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="start" tickFormatter={(start) => shortPeriod(start, per)} minTickGap={28} {...axis} />
          <YAxis allowDecimals={false} width={56} tickFormatter={(n: number) => count(n)} {...axis} />
          <Tooltip
            cursor={{ fill: "var(--sunken)" }}
            labelFormatter={(start) => longPeriod(String(start), per)}
            formatter={(value) => count(Number(value))}
            {...tooltip}
          />
          {parts.map(({ key, name, look }, at) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="labels"
              fill={look.isHatched ? `url(#${id}-${at})` : look.colour}
              stroke="var(--ground)"
              strokeWidth={periods.length > 60 ? 0 : 0.5}
              maxBarSize={56}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </>
  );
}

const Hatch = ({ id, look }: { id: string; look: Look }) => (
  <pattern id={id} width={4} height={4} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width={4} height={4} fill={look.colour} />
    <rect width={2} height={4} fill="var(--ground)" opacity={0.75} />
  </pattern>
);

const Legend = ({ parts }: { parts: DrawnPart[] }) => (
  <ul aria-hidden className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-soft">
    {parts.map(({ key, name, look }) => (
      <li key={key} className="flex items-center gap-2">
        <span className="size-2.5 rounded-sm" style={{ background: swatchOf(look) }} />
        {name}
      </li>
    ))}
  </ul>
);
