/** How far a long computation is. */
export type StepReport = {
  /** What is being done, in words fit for a screen: "Reading the catalogue", "Training", "Measuring". */
  phase: string;
  epoch: number;
  epochs: number;
  /** Mean training loss of the epoch; null outside training. */
  loss: number | null;
  /** Validation score of the epoch (AUC or accuracy); null when not measured. */
  validation: number | null;
  /** Pairs or products a second; null outside training. */
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
