const SHORTEST_MS = 500;
const LONGEST_MS = 30_000;
/** A program that ran this long was well: its next failure counts as the first. */
const WELL_AFTER_MS = 60_000;

/** How long to wait before a program is begun again: twice as long after each failure in a row, 30 s at most. */
export function nextDelayMs(ranMs: number, failuresBefore: number): { delayMs: number; failures: number } {
  const failures = ranMs > WELL_AFTER_MS ? 1 : failuresBefore + 1;
  return { delayMs: Math.min(LONGEST_MS, SHORTEST_MS * 2 ** (failures - 1)), failures };
}
