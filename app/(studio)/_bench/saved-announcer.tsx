"use client";
import { keyName } from "@/app/_ui/key-cap";

type Props = { count: number; word: string | null; undoKey?: string | null };

/** Says each answer aloud once. The key makes a repeated word a new one to the screen reader. */
export function SavedAnnouncer({ count, word, undoKey = "u" }: Props) {
  return (
    <div aria-live="polite" className="sr-only">
      {word && (
        <p key={count}>
          {word}. Saved.{undoKey && ` ${keyName(undoKey)} to undo.`}
        </p>
      )}
    </div>
  );
}
