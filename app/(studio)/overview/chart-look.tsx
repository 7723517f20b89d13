/** What every chart's axes, tooltips and legends share. */
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

export const legend = {
  align: "left",
  // A chart's negative margin brings its axis to the edge of the text; the legend stands there already.
  wrapperStyle: { left: 0 },
  formatter: (name: string) => <span className="text-small text-ink-soft">{name}</span>,
} as const;
