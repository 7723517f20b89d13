"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Notice } from "@/app/_ui/notice";
import { WayUp } from "@/app/_ui/way-up";
import type { ImportCard, ImportKind } from "@/lib/catalogue/import-jobs/schema";
import { DropZone } from "./drop-zone";
import { ImportList } from "./import-list";
import { kindWords } from "./kind-words";
import { ShareBar } from "./share-bar";
import { type DroppedFile, upload } from "./upload";

const kinds = Object.keys(kindWords) as ImportKind[];

/** Choose what a file holds, drop it, and see what was dropped before. */
export function ImportScreen({ imports, now }: { imports: ImportCard[]; now: number }) {
  const router = useRouter();
  const [kind, setKind] = useState<ImportKind>("catalogue");
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async (files: DroppedFile[]) => {
    const table = files.find(({ name }) => !/\.(zip|jpe?g|png|webp|gif|tiff?|heic)$/i.test(name));
    if (!table) return setFailure("Drop the table first; its photos have their place on the next page.");
    setFailure(null);
    setSending({ name: table.name, share: 0 });
    const query = new URLSearchParams({ kind, name: table.name });
    const answer = await upload<{ id: string }>(`/api/imports?${query}`, table.file, (share) =>
      setSending({ name: table.name, share }),
    );
    setSending(null);
    if (answer.ok) router.push(`/catalogue/import/${answer.value.id}`);
    else setFailure(answer.sentence);
  };
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-8 sm:px-8">
      <WayUp to="/catalogue">Catalogue</WayUp>
      <h1>Import</h1>
      <p className="mt-2 max-w-prose text-ink-soft">
        Nothing changes until you have seen what would. The same file twice does no harm, and corrections made here
        stay.
      </p>
      <fieldset className="mt-8">
        <legend className="font-medium">What does the file hold?</legend>
        <div className="mt-3 grid gap-x-8 sm:grid-cols-2">
          {kinds.map((one) => (
            <label key={one} className="flex gap-3 border-t border-line py-3">
              <input
                type="radio"
                name="kind"
                checked={kind === one}
                onChange={() => setKind(one)}
                className="mt-1 size-4 shrink-0 accent-accent"
              />
              <span>
                <span className="font-medium">{kindWords[one].name}</span>
                <span className="block text-small text-pretty text-ink-soft">{kindWords[one].says}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-6">
        <DropZone
          label="Choose a file"
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,.jsonl,.ndjson,.json"
          isBusy={sending !== null}
          onFiles={send}
        >
          {sending ? (
            <>
              <p className="mb-3 break-words text-ink">Sending {sending.name}</p>
              <ShareBar label="How much is sent" share={sending.share} />
            </>
          ) : (
            "Drop a CSV, XLSX or JSON lines file here. Delimiter and encoding are found out."
          )}
        </DropZone>
      </div>
      {failure && (
        <div className="mt-4">
          <Notice>{failure}</Notice>
        </div>
      )}
      <ImportList imports={imports} now={now} />
    </div>
  );
}
