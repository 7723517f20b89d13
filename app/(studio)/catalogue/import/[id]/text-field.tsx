"use client";
import { useId } from "react";

type Props = {
  label: string;
  note?: string;
  value: string;
  placeholder?: string;
  list?: string[];
  onChange: (value: string) => void;
};

/** A labelled line of text, with suggestions where there are some. */
export function TextField({ label, note, value, placeholder, list, onChange }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        list={list ? `${id}-list` : undefined}
        value={value}
        placeholder={placeholder}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className="mt-1 block min-h-9 w-full rounded-md border border-edge bg-raised px-3 placeholder:text-ink-faint"
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {note && (
        <p id={`${id}-note`} className="mt-1 text-small text-pretty text-ink-soft">
          {note}
        </p>
      )}
    </div>
  );
}
