import clsx from "clsx";
import type { Given } from "@/app/_client/bench-state";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import type { PairVerdict } from "@/lib/labels/schema";
import type { PairTask } from "@/lib/queue/schema";
import { Thumb } from "../_garments/thumb";
import { verdictTints, verdictWords } from "./verdict-words";

/** A contact sheet of what was just answered, newest on the right: as far as undo goes. */
export function PairTrail({ trail }: { trail: Given<PairTask>[] }) {
  const shown = trail.filter((given): given is Given<PairTask> & { task: PairTask } => given.task !== null);
  if (shown.length === 0) return null;
  return (
    <ol aria-label="Your last answers" className="flex w-full justify-end gap-3 overflow-hidden max-lg:hidden">
      {shown.map(({ task, verdict }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: by its place from the right the pictures change, and nothing is moved about.
        <li key={shown.length - index} className="flex items-center gap-1">
          <Thumb product={task.anchor} className="h-9 w-7" isDecorative />
          <Thumb product={task.candidate} className="h-9 w-7" isDecorative />
          <span className={clsx("ml-0.5", verdictTints[verdict as PairVerdict])}>
            {verdictGlyphs[verdict as PairVerdict]}
            <span className="sr-only">
              {task.anchor.title} with {task.candidate.title}: {verdictWords[verdict as PairVerdict]}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
