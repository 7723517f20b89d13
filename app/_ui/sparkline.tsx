/** A line of bars without axes; the words beside it say the figure. */
export function Sparkline({ values, label, height = 18 }: { values: number[]; label: string; height?: number }) {
  const highest = Math.max(1, ...values);
  const step = 5;
  const bars = values.map((value, index) => ({
    x: index * step,
    tall: Math.max(1.5, (value / highest) * height),
    isEmpty: value === 0,
  }));
  return (
    <svg
      role="img"
      aria-label={label}
      width={values.length * step}
      height={height}
      viewBox={`0 0 ${values.length * step} ${height}`}
      className="text-accent"
    >
      {bars.map(({ x, tall, isEmpty }) => (
        <rect
          key={x}
          x={x}
          y={height - tall}
          width={3}
          height={tall}
          fill="currentColor"
          opacity={isEmpty ? 0.3 : 0.9}
        />
      ))}
    </svg>
  );
}
