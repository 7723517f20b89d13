import type { Figure } from "@/lib/models/schema";

type Props = { figure: Figure; controls: Figure[]; from?: number };

/** A figure as a dot with its interval, and the controls as ticks it should be to the right of. The words say it too. */
export function Whisker({ figure, controls, from = 0 }: Props) {
  const x = (value: number) => `${((Math.min(1, Math.max(from, value)) - from) / (1 - from)) * 100}%`;
  return (
    <svg aria-hidden className="h-4 w-full overflow-visible" preserveAspectRatio="none">
      <line x1="0" x2="100%" y1="8" y2="8" stroke="var(--line)" />
      {controls.map((control) => (
        <line
          key={control.value}
          x1={x(control.value)}
          x2={x(control.value)}
          y1="3"
          y2="13"
          stroke="var(--edge)"
          strokeWidth="1.5"
        />
      ))}
      <line x1={x(figure.lower)} x2={x(figure.upper)} y1="8" y2="8" stroke="var(--accent)" strokeWidth="2" />
      <circle cx={x(figure.value)} cy="8" r="4" fill="var(--accent)" />
    </svg>
  );
}
