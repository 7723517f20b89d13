"use client";
import { useEffect, useState } from "react";
import { call } from "@/app/_client/api";
import { count } from "@/app/_ui/figures";
import type { Reading } from "@/lib/catalogue/import-jobs/schema";
import type { CatalogueMapping } from "@/lib/catalogue/schema";
import { SamplePhoto } from "./sample-photo";

/** photos: how many were dropped; more of them are looked at again. */
type Props = { importId: string; photos: number; mapping: CatalogueMapping | null; lack: string | null };
type Read = { reading: Reading } | { sentence: string } | null;

/** The first garments as the mapping would bring them in: what a wrong column looks like is seen before it is anywhere. */
export function ReadingView({ importId, photos, mapping, lack }: Props) {
  const read = useReading(importId, photos, mapping);
  return (
    <section aria-label="How the first garments read" className="mt-8 border-t border-line pt-6">
      <h2 className="text-lead font-semibold">How the first garments read</h2>
      {mapping === null && <p className="mt-2 text-ink-soft">{lack}</p>}
      {mapping !== null && read === null && <div className="mt-4 h-72 rounded-md bg-sunken" />}
      {mapping !== null && read !== null && "sentence" in read && (
        <p className="mt-2 border-l-2 border-alert pl-3 whitespace-pre-line">{read.sentence}</p>
      )}
      {mapping !== null && read !== null && "reading" in read && <Garments {...read.reading} />}
    </section>
  );
}

const settleMs = 350;

/** Asked anew a moment after the mapping was changed; until the answer comes the last one stays. */
function useReading(importId: string, photos: number, mapping: CatalogueMapping | null): Read {
  const [read, setRead] = useState<Read>(null);
  const body = mapping && JSON.stringify(mapping);
  // biome-ignore lint/correctness/useExhaustiveDependencies: photos that came since are a reason to look again
  useEffect(() => {
    if (body === null) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await call<Reading>(`/api/imports/${importId}/reading`, {
        body: JSON.parse(body),
        signal: stop.signal,
      });
      if (!stop.signal.aborted) setRead(answer.ok ? { reading: answer.value } : { sentence: answer.sentence });
    }, settleMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [importId, photos, body]);
  return read;
}

const Garments = ({ garments, refusals }: Reading) => (
  <>
    <ul className="mt-4 grid gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
      {garments.map((garment) => (
        <li key={garment.id} className="flex min-w-0 gap-4 sm:block">
          <SamplePhoto photo={garment.photo} className="w-24 sm:w-full" />
          <div className="min-w-0 sm:mt-3">
            <p className="font-medium text-balance break-words">{garment.title}</p>
            <p className="text-small break-words text-ink-soft">{garment.path.join(" › ")}</p>
            {garment.facts.length > 0 && <p className="text-small text-ink-soft">{garment.facts.join(" · ")}</p>}
            <dl className="mt-2 space-y-0.5 text-small">
              {garment.values.map(({ label, value }) => (
                <div key={label} className="flex gap-2">
                  <dt className="shrink-0 text-ink-faint">{label}</dt>
                  <dd className="min-w-0 break-words">{value}</dd>
                </div>
              ))}
            </dl>
            <p className="tabular mt-2 text-small break-all text-ink-faint">
              {garment.id}
              {garment.groupId !== garment.id && `, model ${garment.groupId}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
    {refusals.length > 0 && (
      <ul className="mt-4 space-y-1 border-l-2 border-alert pl-3 text-small">
        {refusals.map(({ line, reason }) => (
          <li key={line} className="break-words">
            Line {count(line)} is refused: {reason}
          </li>
        ))}
      </ul>
    )}
  </>
);
