"use client";
import Link from "next/link";
import type { PracticeOffer } from "@/lib/labels/practice/schema";

const key = "toile.practice-later";

/** Put off for as long as this tab lives; a beginner is asked again another day. */
export const isPutOff = (): boolean => sessionStorage.getItem(key) !== null;

export function PracticeInvitation({ offer, onPutOff }: { offer: PracticeOffer; onPutOff: () => void }) {
  const { done, of } = offer;
  return (
    <p className="appear flex flex-wrap items-center gap-x-3 text-small text-ink-soft">
      {done === 0 ? `New here? ${of} pairs to practise on, each explained.` : `Practice: ${done} of ${of} done.`}
      <Link href="/pairs/practice" className="font-medium text-accent underline underline-offset-2">
        {done === 0 ? "Practise" : "Go on"}
      </Link>
      <button
        type="button"
        className="min-h-6 hover:text-ink"
        onClick={() => {
          sessionStorage.setItem(key, "1");
          onPutOff();
        }}
      >
        Not now
      </button>
    </p>
  );
}
