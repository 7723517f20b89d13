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
    <ol aria-label="Your last answers" className="flex gap-4 max-lg:hidden">
      {shown.slice(-shownSets).map(({ labelId, task, verdict, more }) => (
        <li key={labelId} className="flex items-center gap-1">
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
