"use client";
import { useId } from "react";

type Props = {
  name: string;
  note: string;
  unit: string;
  value: number;
  least?: number;
  most: number;
  step: number;
  onChange: (value: number) => void;
};

/** A number with a slider for the hand and a field for the exact value; both say the same. */
export function NumberField({ name, note, unit, value, least = 0, most, step, onChange }: Props) {
  const id = useId();
  const range = { min: least, max: most, step, value };
  const change = (text: string) => {
    const next = Number(text);
    if (text !== "" && Number.isFinite(next)) onChange(Math.min(most, Math.max(least, next)));
  };
  return (
    <div className="grid gap-x-8 gap-y-2 border-t border-line py-4 sm:grid-cols-[1fr_18rem]">
      <div>
        <label htmlFor={id} className="font-medium">
          {name}
        </label>
        <p id={`${id}-note`} className="text-small text-pretty text-ink-soft">
          {note}
        </p>
      </div>
      <div className="flex items-center gap-3">
        <input
          type="range"
          aria-label={`${name}, slider`}
          {...range}
          onChange={(event) => change(event.target.value)}
          className="h-6 min-w-0 flex-1 accent-accent"
        />
        <input
          id={id}
          type="number"
          aria-describedby={`${id}-note`}
          {...range}
          onChange={(event) => change(event.target.value)}
          className="tabular min-h-9 w-20 rounded-md border border-edge bg-raised px-2 text-right"
        />
        <span className="w-14 text-small text-ink-soft">{unit}</span>
      </div>
    </div>
  );
}
