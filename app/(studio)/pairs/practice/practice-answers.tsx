"use client";
import clsx from "clsx";
import { answerLook } from "@/app/_commands/answer-look";
import type { PracticeActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { practice } from "@/app/_commands/registry/practice";
import { buttonLook } from "@/app/_ui/button";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import type { Explained, PracticeStep } from "@/lib/labels/practice/schema";
import type { PairVerdict } from "@/lib/labels/schema";
import { verdictWords } from "../verdict-words";

const looks: Record<PairVerdict, string> = {
  fits: "border-fits/50 text-fits hover:bg-fits-wash",
  clashes: "border-clashes/50 text-clashes hover:bg-clashes-wash",
  unsure: "border-edge/60 text-unsure hover:bg-unsure-wash",
};
/** Left to right as on Pairs: what a left swipe says stands on the left. */
const verdicts = ["clashes", "unsure", "fits"] as const;

/** The three answers; after one of them, what the house says and why. One height for both, so that nothing jumps. */
export function PracticeAnswers({ step, actions }: { step: PracticeStep; actions: PracticeActions }) {
  return (
    <div className="grid min-h-24 content-center max-sm:min-h-40" aria-live="polite">
      {step.answer ? <Told answer={step.answer} actions={actions} /> : <Choice actions={actions} />}
    </div>
  );
}

const Choice = ({ actions }: { actions: PracticeActions }) => (
  <div className="flex w-full justify-center gap-2 sm:gap-3">
    {verdicts.map((verdict) => {
      const command = practice.answers.find(({ id }) => id === `practice.${verdict}`)!;
      return (
        <CommandButton key={verdict} command={command} on={actions} className={clsx(answerLook, looks[verdict])}>
          {verdictGlyphs[verdict]}
          {command.title}
        </CommandButton>
      );
    })}
  </div>
);

const opening = ({ given, agreed }: Explained): string => {
  if (given === agreed) return "You agree with the house.";
  return given === "unsure" ? "The house is surer here." : "The house sees it otherwise.";
};

function Told({ answer, actions }: { answer: Explained; actions: PracticeActions }) {
  return (
    <div className="appear mx-auto flex w-full max-w-3xl flex-wrap items-center gap-x-6 gap-y-3">
      <p className="min-w-64 flex-1 text-pretty">
        <span className="mb-0.5 flex items-center gap-2 font-medium">
          <span className={answer.agreed === "fits" ? "text-fits" : "text-clashes"}>
            {verdictGlyphs[answer.agreed]}
          </span>
          {verdictWords[answer.agreed]}. {opening(answer)}
        </span>
        <span className="text-ink-soft">{answer.explanation}</span>
      </p>
      <CommandButton command={practice.next} on={actions} className={clsx(buttonLook("primary"), "max-sm:w-full")} />
    </div>
  );
}
