"use client";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { FloatingPanel } from "../_bench/floating-panel";
import { GuidePanel } from "../_bench/guide-panel";
import { WhyPanel } from "../_bench/why-panel";
import { NotePanel } from "./note-panel";
import type { Note } from "./use-note";

type Props = {
  note: Note;
  panel: string | null;
  onClose: () => void;
  /** The newest answer, which "why" is about. */
  last: { labelId: string } | undefined;
};

/** What opens beside a stylist's question: a note, the guide, why the last one was asked. */
export function BenchPanels({ note, panel, onClose, last }: Props) {
  const { waiting } = useOutboxState();
  return (
    <>
      {note.isOpen && <NotePanel note={note} />}
      {panel === "guide" && <GuidePanel onClose={onClose} />}
      {panel === "why" && last && (
        <FloatingPanel title="Why was that asked?" onClose={onClose}>
          <WhyPanel labelId={last.labelId} isSent={waiting === 0} head="compatibility" />
        </FloatingPanel>
      )}
    </>
  );
}
