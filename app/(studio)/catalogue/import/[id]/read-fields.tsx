"use client";
import type { TableSample } from "@/lib/catalogue/import-jobs/schema";

const delimiterWords: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const encodings = ["utf-8", "windows-1252", "iso-8859-15", "utf-16le", "utf-16be", "macroman"];

export type ReadChoice = { delimiter?: string; encoding?: string; sheet?: string };
type Props = { sample: TableSample; onChange: (read: ReadChoice) => void };

/** How the file is read: found out, and to be set right where that was wrong. */
export function ReadFields({ sample: { delimiter, encoding, sheet, sheets }, onChange }: Props) {
  const now: ReadChoice = {
    delimiter: delimiter ?? undefined,
    encoding: encoding ?? undefined,
    sheet: sheet ?? undefined,
  };
  if (delimiter === null && sheets.length < 2) return null;
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-3 text-small">
      {delimiter !== null && (
        <Choice
          label="Columns are separated by"
          value={delimiter}
          options={withValue(Object.keys(delimiterWords), delimiter)}
          words={delimiterWords}
          onChange={(value) => onChange({ ...now, delimiter: value })}
        />
      )}
      {encoding !== null && (
        <Choice
          label="Encoding"
          value={encoding}
          options={withValue(encodings, encoding)}
          onChange={(value) => onChange({ ...now, encoding: value })}
        />
      )}
      {sheets.length > 1 && (
        <Choice
          label="Sheet"
          value={sheet ?? ""}
          options={sheets}
          onChange={(value) => onChange({ ...now, sheet: value })}
        />
      )}
    </div>
  );
}

const withValue = (all: string[], value: string) => (all.includes(value) ? all : [...all, value]);

type ChoiceProps = {
  label: string;
  value: string;
  options: string[];
  words?: Record<string, string>;
  onChange: (value: string) => void;
};

const Choice = ({ label, value, options, words = {}, onChange }: ChoiceProps) => (
  <label className="flex items-center gap-2 text-ink-soft">
    {label}
    <select
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="min-h-9 rounded-md border border-edge bg-raised px-2 text-ink"
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words[option] ?? option}
        </option>
      ))}
    </select>
  </label>
);
