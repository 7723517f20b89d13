"use client";
import clsx from "clsx";

type Props<T extends string> = {
  name: string;
  all: readonly T[];
  words: Record<T, string>;
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

/** Any of several; none chosen means all of them. */
export function ToggleRow<T extends string>({ name, all, words, chosen, onChange }: Props<T>) {
  const toggle = (one: T) =>
    onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-3 py-1.5 text-small text-ink-soft">{name}</legend>
      {all.map((one) => (
        <label
          key={one}
          className={clsx(
            "flex min-h-8 cursor-pointer items-center rounded-full border px-3 text-small has-focus-visible:outline-2 has-focus-visible:outline-accent",
            chosen.includes(one)
              ? "border-transparent bg-accent-wash font-medium text-accent"
              : "border-line text-ink-soft hover:bg-sunken",
          )}
        >
          <input type="checkbox" className="sr-only" checked={chosen.includes(one)} onChange={() => toggle(one)} />
          {words[one]}
        </label>
      ))}
    </fieldset>
  );
}
