"use client";
import {
  CartesianGrid,
  ErrorBar,
  Legend,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { decimal } from "@/app/_ui/figures";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import { axis, legend, tooltip } from "../../overview/chart-look";

type Bin = EvaluationCard["calibration"][number]["bins"][number];
type Props = { label: string; sets: { name: string; bins: Bin[] }[] };

const looks = [
  { fill: "var(--chart-1)", shape: "circle", legendType: "circle", line: { stroke: "var(--chart-1)", strokeWidth: 2 } },
  {
    fill: "var(--chart-2)",
    shape: "square",
    legendType: "square",
    line: { stroke: "var(--chart-2)", strokeWidth: 1.5, strokeDasharray: "7 3" },
  },
] as const;

/** What it said against what came true; on the diagonal it can be taken at its word. */
export function CalibrationChart({ label, sets }: Props) {
  const unit = { type: "number", domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], tickFormatter: tick } as const;
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={320}>
        <ScatterChart margin={{ left: 4, right: 12, top: 8, bottom: 14 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            dataKey="predicted"
            {...unit}
            {...axis}
            label={{ value: "What it said", position: "insideBottom", offset: -8, ...words }}
          />
          <YAxis
            dataKey="observed"
            {...unit}
            {...axis}
            width={52}
            label={{ value: "What came true", angle: -90, position: "insideLeft", offset: 8, ...words }}
          />
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--edge)"
            strokeDasharray="1 4"
          />
          <Tooltip formatter={(value) => tick(Number(value))} {...tooltip} />
          <Legend verticalAlign="top" itemSorter={null} iconSize={9} {...legend} />
          {sets.map(({ name, bins }, at) => (
            <Scatter
              key={name}
              name={name}
              data={bins.map((bin) => ({ ...bin, interval: [bin.observed - bin.lower, bin.upper - bin.observed] }))}
              isAnimationActive={false}
              {...looks[at]}
            >
              <ErrorBar dataKey="interval" direction="y" stroke={looks[at]?.fill} strokeWidth={1} width={4} />
            </Scatter>
          ))}
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

const tick = (value: number): string => decimal(value);
const words = { fill: "var(--ink-soft)", fontSize: 13, style: { textAnchor: "middle" } } as const;
