"use client";
import { useState } from "react";
import type { ZodType } from "zod";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";

/** key: the source, or its beginning where a name has to be added. */
export type SourceKind = { key: string; name: string; note: string; label?: string; placeholder?: string };

type Props = {
  kinds: readonly SourceKind[];
  legend: string;
  /** The radio buttons' common name: two forms may stand on one page. */
  name: string;
  button: string;
  hint: string;
  wanted: ZodType<{ source: string }>;
  /** The source that is in use: something else is offered first. */
  inUse?: string | null;
  onStart: (source: string) => Promise<void>;
};

const field = "mt-1 block min-h-9 w-full rounded-md border border-edge bg-raised px-3 font-normal";

/** A choice among kinds of sources, with a name or path where the kind wants one. */
export function SourceForm({ kinds, legend, name: group, button, hint, wanted, inUse, onStart }: Props) {
  const [kind, setKind] = useState<SourceKind>(kinds.find(({ key }) => key !== inUse)!);
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const start = async (event: React.FormEvent) => {
    event.preventDefault();
    const source = kind.label ? `${kind.key}${name.trim()}` : kind.key;
    const parsed = wanted.safeParse({ source });
    setFault(parsed.success ? null : (parsed.error.issues[0]?.message ?? null));
    if (!parsed.success) return;
    setIsBusy(true);
    await onStart(source);
    setIsBusy(false);
  };
  return (
    <form onSubmit={start} noValidate>
      <fieldset>
        <legend className="text-lead font-semibold">{legend}</legend>
        <div className="mt-3 border-b border-line">
          {kinds.map((one) => (
            <label key={one.key} className="flex gap-3 border-t border-line py-3">
              <input
                type="radio"
                name={group}
                checked={kind === one}
                onChange={() => setKind(one)}
                className="mt-1 size-4 shrink-0 accent-accent"
              />
              <span>
                <span className="block font-medium">
                  {one.name}
                  {one.key === inUse && <span className="font-normal text-ink-soft"> · in use</span>}
                </span>
                <span className="block text-small text-ink-soft">{one.note}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {kind.label && (
        <label className="mt-4 block max-w-xl font-medium">
          {kind.label}
          <input
            value={name}
            maxLength={480}
            placeholder={kind.placeholder}
            onChange={(event) => setName(event.target.value)}
            className={field}
          />
        </label>
      )}
      {fault && (
        <div className="mt-3">
          <Notice>{fault}</Notice>
        </div>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" disabled={isBusy || (kind.label !== undefined && name.trim() === "")}>
          {button}
        </Button>
        <p className="text-small text-ink-soft">{hint}</p>
      </div>
    </form>
  );
}
