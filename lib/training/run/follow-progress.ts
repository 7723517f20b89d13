import type { Progress } from "@/ml/train-protocol";
import { withPoint } from "../rules";
import type { RunProgress } from "../schema";
import type { RunNews } from "./run-work";

/** Makes of a child's messages, as they come, what the screen shows: the last one with the time left, and the curve so far;
 *  and of a phase that the worker does itself. */
export function followProgress(): { told: (message: Progress) => RunNews; inPhase: (phase: string) => RunNews } {
  const began = Date.now();
  let news: RunNews = { progress: { phase: "Preparing" }, curve: [] };
  return {
    told: (message) => {
      const curve = withPoint(news.curve, message.epoch, message.loss, message.validation);
      news = { progress: shown(message, began), curve };
      return news;
    },
    inPhase: (phase) => {
      news = { ...news, progress: { ...news.progress, phase } };
      return news;
    },
  };
}

function shown(message: Progress, began: number): RunProgress {
  const { phase, epoch, epochs, loss, validation, itemsPerSecond, rssMb, backend } = message;
  const elapsed = (Date.now() - began) / 1_000;
  const secondsLeft = epoch > 0 && epochs > epoch ? Math.round((elapsed / epoch) * (epochs - epoch)) : undefined;
  return {
    phase,
    epoch,
    epochs,
    rssMb,
    backend,
    secondsLeft,
    loss: loss ?? undefined,
    validation: validation ?? undefined,
    itemsPerSecond: itemsPerSecond ?? undefined,
  };
}
