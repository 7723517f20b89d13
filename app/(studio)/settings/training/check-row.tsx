import { type ReactNode, useId } from "react";

type Props = { name: string; note: string; isOn: boolean; onChange: (isOn: boolean) => void; children?: ReactNode };

/** A rule that is on or off, with what it means, and perhaps a number beside it. */
export function CheckRow({ name, note, isOn, onChange, children }: Props) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-2 border-t border-line py-4">
      <div className="flex min-w-64 flex-1 gap-3">
        <input
          id={id}
          type="checkbox"
          checked={isOn}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5 size-6 shrink-0 accent-accent"
        />
        <div>
          <label htmlFor={id} className="font-medium">
            {name}
          </label>
          <p id={`${id}-note`} className="text-small text-pretty text-ink-soft">
            {note}
          </p>
        </div>
      </div>
      {children}
    </div>
  );
}
