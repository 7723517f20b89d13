"use client";
import type { ReactNode } from "react";
import { glyphs } from "@/app/_ui/glyphs";

type Props = { title: string; onClose: () => void; children: ReactNode; isTall?: boolean };

/** Floats beside the work without taking the keyboard: answering goes on while it is open. */
export function FloatingPanel({ title, onClose, children, isTall }: Props) {
  return (
    <aside
      aria-label={title}
      className={`appear fixed inset-x-2 bottom-2 z-20 flex max-h-[70dvh] flex-col rounded-lg bg-raised shadow-float sm:top-28 sm:right-6 sm:bottom-auto sm:left-auto ${isTall ? "sm:max-h-[calc(100dvh-9rem)] sm:w-88" : "sm:w-72"}`}
    >
      <div className="flex items-center justify-between gap-4 py-2 pr-2 pl-5">
        <h2 className="font-semibold">{title}</h2>
        <button
          type="button"
          onClick={onClose}
          aria-label={`Close ${title}`}
          className="grid size-9 place-items-center rounded-md hover:bg-sunken"
        >
          {glyphs.close}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="overflow-y-auto px-5 pb-5" tabIndex={0} aria-label={title}>
        {children}
      </section>
    </aside>
  );
}
