"use client";

/** Says each answer aloud once. The key makes a repeated word a new one to the screen reader. */
export function SavedAnnouncer({ count, word }: { count: number; word: string | null }) {
  return (
    <div aria-live="polite" className="sr-only">
      {word && <p key={count}>{word}. Saved. U to undo.</p>}
    </div>
  );
}
