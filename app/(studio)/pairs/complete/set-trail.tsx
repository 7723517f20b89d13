import clsx from "clsx";
import type { Given } from "@/app/_client/bench-state";
import { Thumb } from "../../_garments/thumb";
import type { SetTask } from "../kept-shapes";
import type { SetAnswers } from "./set-port";

const shownSets = 4;

/** The last sets in small, newest on the right: what was left out is faint. */
export function SetTrail({ trail }: { trail: Given<SetTask>[] }) {
  const shown = trail.filter((given): given is Given<SetTask> & { task: SetTask } => given.task !== null);
  if (shown.length === 0) return null;
  return (
    <ol aria-label="Your last answers" className="flex min-w-0 flex-1 justify-end gap-4 max-lg:hidden">
      {shown.slice(-shownSets).map(({ task, verdict, more }, index, all) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: by its place from the right the pictures change, and nothing is moved about.
        <li key={all.length - index} className="flex items-center gap-1">
          <Thumb product={task.anchor} className="h-9 w-7" isDecorative />
          <span aria-hidden className="text-ink-faint">
            +
          </span>
          {task.candidates.map(({ taskId, product }, place) => (
            <span key={taskId} className={clsx(!(more as SetAnswers).answers[place]?.isChosen && "opacity-30")}>
              <Thumb product={product} className="h-9 w-7" isDecorative />
            </span>
          ))}
          <span className="sr-only">
            {task.anchor.title}: {verdict}
          </span>
        </li>
      ))}
    </ol>
  );
}
