import type { Progress } from "@/ml/train-protocol";
import { type EpochPoint, withPoint } from "../rules";
import type { RunProgress } from "../schema";
import type { RunNews } from "./run-work";

/** Makes of a child's messages, as they come, what the screen shows: the last one with the time left, and the curve so far. */
export function followProgress(): (message: Progress) => RunNews {
  const began = Date.now();
  let curve: EpochPoint[] = [];
  return (message) => {
    curve = withPoint(curve, message.epoch, message.loss, message.validation);
    return { progress: shown(message, began), curve };
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
