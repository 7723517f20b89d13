"use client";
import clsx from "clsx";
import type { ReviewActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { review } from "@/app/_commands/registry/review";
import { glyphs, verdictGlyphs } from "@/app/_ui/glyphs";
import type { FlagTask } from "@/lib/queue/schema";
import { answerWords } from "./flag-words";

const big = "min-h-12 justify-center border px-4 font-medium max-sm:flex-1";
const plain = "border-edge/60 text-ink hover:bg-sunken";
const small = "px-3 text-ink-soft hover:bg-sunken hover:text-ink";

type Props = { actions: ReviewActions; task: FlagTask | undefined; isForModel: boolean };

/** Keep what is given, take what is proposed, or something else. On a phone they stay under the thumb. */
export function FlagAnswers({ actions, task, isForModel }: Props) {
  const words = task ? answerWords(task) : { keep: "Keep", take: "Take", other: "Other…" };
  return (
    <div className="flex flex-wrap items-center justify-center gap-2 max-lg:sticky max-lg:bottom-0 max-lg:bg-ground max-lg:py-2 max-sm:bottom-14 max-sm:pb-3">
      <CommandButton
        command={review.keep}
        on={actions}
        className={clsx(big, "border-clashes/50 text-clashes hover:bg-clashes-wash")}
      >
        {verdictGlyphs.keep} <span className="max-w-52 truncate">{words.keep}</span>
      </CommandButton>
      {words.take && (
        <CommandButton
          command={review.take}
          on={actions}
          className={clsx(big, "border-fits/50 text-fits hover:bg-fits-wash")}
        >
          {verdictGlyphs.take} <span className="max-w-52 truncate">{words.take}</span>
        </CommandButton>
      )}
      {words.other && (
        <CommandButton command={review.other} on={actions} className={clsx(big, plain)}>
          {verdictGlyphs.other} {words.other}
        </CommandButton>
      )}
      {[review.ambiguous, review.undecidable].map((command) => (
        <CommandButton key={command.id} command={command} on={actions} className={clsx(big, plain)}>
          {verdictGlyphs[command.id.slice("review.".length) as "ambiguous" | "undecidable"]} {command.title}
        </CommandButton>
      ))}
      {task && actions.hasOtherColours && (
        <CommandButton
          command={review.allColours}
          on={actions}
          pressed={isForModel}
          className={clsx(small, isForModel && "bg-accent-wash text-accent")}
        >
          <span
            aria-hidden
            className="grid size-4 place-items-center rounded-sm border border-current text-small leading-none"
          >
            {isForModel && "✓"}
          </span>
          For all {task.evidence.sameModel.length + 1} colours
        </CommandButton>
      )}
    </div>
  );
}

/** What is no answer: back, on, closer. */
export function FlagTools({ actions, hasDetails }: { actions: ReviewActions; hasDetails: boolean }) {
  return (
    <div className="flex flex-wrap">
      <CommandButton command={review.undo} on={actions} className={clsx(small, !actions.canUndo && "opacity-45")}>
        {glyphs.undo} Undo
      </CommandButton>
      <CommandButton command={review.skip} on={actions} className={small}>
        {glyphs.skip} Skip
      </CommandButton>
      <CommandButton command={review.details} on={actions} className={small} pressed={hasDetails} />
      <CommandButton command={review.zoom} on={actions} className={clsx(small, "max-sm:hidden")} />
      <CommandButton command={review.why} on={actions} className={clsx(small, !actions.canExplain && "opacity-45")}>
        Why
      </CommandButton>
      {actions.canRule && (
        <CommandButton command={review.rule} on={actions} className={small}>
          Rule…
        </CommandButton>
      )}
      <CommandButton command={review.grid} on={actions} className={small} />
      <CommandButton command={review.guide} on={actions} className={small} />
    </div>
  );
}
