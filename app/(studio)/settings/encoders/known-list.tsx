"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import type { KnownEncoder } from "@/lib/encoders/schema";
import { calledOf, goneWords, shortSourceWords } from "./encoder-words";

type Props = {
  known: KnownEncoder[];
  /** A change is under way: another one can't be started. */
  isBusy: boolean;
  onUse: (encoderId: string) => Promise<void>;
  onStart: (source: string) => Promise<void>;
};

/** Encoders that served or were tried before: one that has seen every photo serves again at once. */
export function KnownList({ known, isBusy, onUse, onStart }: Props) {
  const [asked, setAsked] = useState<string | null>(null);
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="known">
      <h2 id="known" className="text-lead font-semibold">
        Kept from before
      </h2>
      <ul className="mt-2 border-b border-line">
        {known.map(({ id, name, version, source, embedded, photos, isFileGone }) => (
          <li key={id} aria-label={`${name} ${version}`} className="border-t border-line py-4">
            <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
              <div className="min-w-56 flex-1">
                <p className="font-medium break-words">{calledOf(name)}</p>
                <p className="first-letter:uppercase tabular text-small break-words text-ink-soft">
                  <span title={source.startsWith("dir:") ? source.slice(4) : undefined}>
                    {shortSourceWords(source)}
                  </span>{" "}
                  · version <code>{version}</code> · {count(embedded)} of {count(photos)} photos
                </p>
                {isFileGone && <p className="text-small">{goneWords(source)}</p>}
              </div>
              {embedded < photos ? (
                <Button kind="plain" disabled={isBusy} onClick={() => void onStart(source)}>
                  Embed the rest
                </Button>
              ) : (
                <Button kind="plain" aria-expanded={asked === id} onClick={() => setAsked(asked === id ? null : id)}>
                  Let it serve again…
                </Button>
              )}
            </div>
            {asked === id && (
              <div className="mt-3 flex flex-wrap items-center justify-end gap-3">
                <p className="text-small text-ink-soft">
                  The networks of that time come back with it; where there are none, they train anew.
                </p>
                <Button kind="plain" onClick={() => setAsked(null)}>
                  Not now
                </Button>
                <Button
                  kind="primary"
                  autoFocus
                  onClick={() => {
                    setAsked(null);
                    void onUse(id);
                  }}
                >
                  Let it serve
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
