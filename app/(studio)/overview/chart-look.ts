/** What every chart's axes and tooltips share. */
export const axis = {
  stroke: "var(--edge)",
  tickLine: false,
  axisLine: false,
  tick: { fill: "var(--ink-soft)", fontSize: 13 },
} as const;

export const tooltip = {
  contentStyle: {
    background: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: 6,
    color: "var(--ink)",
    fontSize: 13,
  },
  itemStyle: { color: "var(--ink)" },
  isAnimationActive: false,
} as const;
