"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { GuideEntry } from "@/lib/labels/guide/schema";
import type { Guide } from "@/lib/labels/schema";
import type { Head } from "@/lib/models/schema";
import { GuideText } from "../../_bench/guide-text";
import { PicturePicker } from "./picture-picker";
import { useDraft } from "./use-draft";

const field = "mt-1 block w-full rounded-md border border-edge bg-raised px-3 py-2";

/** The text on the left, on the right what people will read; published as a new version. */
export function GuideEditor({ head, current }: { head: Head; current: GuideEntry | null }) {
  const router = useRouter();
  const text = useRef<HTMLTextAreaElement>(null);
  const { draft, change, forget, isChanged } = useDraft(head, current);
  const [isPicking, setIsPicking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const publish = async () => {
    setIsBusy(true);
    const answer = await call<Guide>("/api/guide", { body: { head, basedOn: current?.number ?? 0, ...draft } });
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.sentence);
    if (!answer.ok) return;
    forget();
    router.refresh();
  };
  const insert = (line: string) => {
    const at = text.current?.selectionEnd ?? draft.markdown.length;
    const [before, after] = [draft.markdown.slice(0, at).trimEnd(), draft.markdown.slice(at).trimStart()];
    change({ markdown: [before, line, after].filter(Boolean).join("\n\n") });
    setIsPicking(false);
  };
  return (
    <div className="mt-6 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <label className="block">
          <span className="font-medium">Title</span>
          <input
            required
            maxLength={120}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
            className={field}
          />
        </label>
        <label className="block">
          <span className="font-medium">Text</span>
          <textarea
            ref={text}
            required
            rows={22}
            maxLength={40_000}
            value={draft.markdown}
            onChange={(event) => change({ markdown: event.target.value })}
            className={`${field} leading-relaxed`}
          />
        </label>
        <p className="text-small text-ink-soft">
          **bold**, *italic*, lists with - or 1., headings with #, quotes with &gt;. A picture stands on a line of its
          own; several on one line stand side by side.
        </p>
        {failure && <Notice>{failure}</Notice>}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" disabled={!isChanged || isBusy}>
            {isBusy ? "Publishing" : `Publish version ${(current?.number ?? 0) + 1}`}
          </Button>
          <Button onClick={() => setIsPicking(true)}>Add a picture…</Button>
          {isChanged && (
            <Button kind="plain" onClick={forget}>
              Drop the changes
            </Button>
          )}
          <p role="status" className="text-small text-ink-soft">
            {isChanged ? "A draft, kept on this device." : current ? `Version ${current.number} is in force.` : ""}
          </p>
        </div>
      </form>
      <section aria-label="As people read it">
        <p className="text-small text-ink-soft">As people read it</p>
        <div className="mt-1 rounded-lg bg-raised p-5 shadow-float">
          <h2 className="mb-3 font-semibold">{draft.title || "Style guide"}</h2>
          {draft.markdown.trim() ? (
            <GuideText guide={draft} />
          ) : (
            <p className="text-ink-soft">Nothing is written yet. Begin with the three rules people ask about most.</p>
          )}
        </div>
      </section>
      <PicturePicker isOpen={isPicking} onClose={() => setIsPicking(false)} onChoose={insert} />
    </div>
  );
}
