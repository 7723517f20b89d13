"use client";
import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import { noteLength } from "@/lib/labels/schema";
import { FloatingPanel } from "../_bench/floating-panel";
import type { Note } from "./use-note";

/** A few words beside the answer. Escape or Ctrl+Enter gives the keys back; the verdict takes the note along. */
export function NotePanel({ note }: { note: Note }) {
  const left = noteLength - note.text.length;
  return (
    <FloatingPanel title={note.isOnLast ? "Note on your last answer" : "Note on what you see"} onClose={note.close}>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the panel was opened to write into it.
        autoFocus
        aria-label="Note"
        aria-describedby="note-left"
        rows={5}
        maxLength={noteLength}
        value={note.text}
        onChange={({ target }) => note.write(target.value)}
        onKeyDown={(event) => {
          const isDone = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
          if (!isDone) return;
          event.preventDefault();
          note.close();
        }}
        className="mt-1 block w-full resize-y rounded-md border border-edge bg-ground p-2.5"
      />
      <div className="mt-2 flex items-start justify-between gap-3">
        <p id="note-left" className="tabular text-small text-ink-soft">
          {count(note.text.length)} of {count(noteLength)}
          {left === 0 && ". Anything longer did not fit."}
        </p>
        <Button kind="primary" onClick={note.close}>
          Done
        </Button>
      </div>
      <p className="mt-1 text-small text-ink-soft">It goes along with your answer.</p>
    </FloatingPanel>
  );
}
