/** How far a long computation is. loss and validation are null where there is none to report. */
export type StepReport = {
  phase: string;
  epoch: number;
  epochs: number;
  loss: number | null;
  validation: number | null;
  itemsPerSecond: number | null;
};
export type OnProgress = (report: StepReport) => void;

/** A report outside training proper. */
export function phaseReport(phase: string, epoch = 0, epochs = 0): StepReport {
  return { phase, epoch, epochs, loss: null, validation: null, itemsPerSecond: null };
}

/** Lets timers, signals and messages in between two steps, and stops (AbortError) when the signal says so. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
