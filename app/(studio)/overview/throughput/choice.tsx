"use client";

type Props = {
  name: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
  onChange: (value: string) => void;
};

/** One of several, with its name above. */
export const Choice = ({ name, value, options, onChange }: Props) => (
  <label className="text-small text-ink-soft">
    <span className="mb-1 block">{name}</span>
    <select
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="min-h-9 max-w-52 rounded-md border border-edge bg-raised px-2 text-body text-ink"
    >
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
