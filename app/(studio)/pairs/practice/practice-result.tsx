import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import type { PracticeStep } from "@/lib/labels/practice/schema";
import { Thumb } from "../../_garments/thumb";
import { verdictWords } from "../verdict-words";

type Answered = PracticeStep & { answer: NonNullable<PracticeStep["answer"]> };

/** How one agreed with the house, and the pairs to look at once more. */
export function PracticeResult({ steps }: { steps: PracticeStep[] }) {
  const answered = steps.filter((step): step is Answered => step.answer !== null);
  const others = answered.filter(({ answer }) => answer.given !== answer.agreed);
  const agreed = answered.length - others.length;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-8">
      <h1>
        You agreed with the house on {agreed} of {answered.length}
      </h1>
      <p className="mt-3 max-w-prose text-ink-soft">
        {others.length === 0
          ? "You read the guide as the house does. What comes now counts."
          : "Nobody agrees on all of them. Here is where your eye and the guide part; what comes now counts."}
      </p>
      <Link href="/pairs" className={`${buttonLook("primary")} mt-6`}>
        Go to Pairs
      </Link>
      {others.length > 0 && (
        <ul className="mt-10">
          {others.map((step) => (
            <li key={step.pairId} className="flex items-start gap-5 border-t border-line py-4">
              <span className="flex shrink-0 gap-1">
                <Thumb product={step.anchor} className="h-24 w-18" />
                <Thumb product={step.candidate} className="h-24 w-18" />
              </span>
              <p className="text-pretty">
                <span className="block font-medium">
                  {step.anchor.title} with {step.candidate.title}
                </span>
                <span className="block text-small text-ink-soft">
                  The house: {verdictWords[step.answer.agreed].toLowerCase()}. You:{" "}
                  {verdictWords[step.answer.given].toLowerCase()}.
                </span>
                <span className="mt-1 block">{step.answer.explanation}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
