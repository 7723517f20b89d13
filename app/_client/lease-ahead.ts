/** Tasks ready behind the one on the screen: on a good link, and at most. */
export const fewestAhead = 3;
export const mostAhead = 30;

/** Round trips up to this long need no more than the fewest; from the second one on the most are held. */
const goodMs = 120;
const poorMs = 1_000;
const remembered = 9;
const crawling = new Set(["slow-2g", "2g"]);

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** How many tasks to hold behind the one on the screen on a link that takes so long for what is asked of it. */
export function tasksAhead(slowMs: number, effectiveType?: string): number {
  if (effectiveType && crawling.has(effectiveType)) return mostAhead;
  const share = Math.min(1, Math.max(0, (slowMs - goodMs) / (poorMs - goodMs)));
  return Math.round(fewestAhead + share * (mostAhead - fewestAhead));
}

/** Remembers how long requests took lately. Photos are no measure: a new one has to be made small first, and thirty asked
 *  for at once slow each other down. */
export class LinkGauge {
  private readonly took: number[] = [];

  observe = (ms: number): void => {
    this.took.push(ms);
    if (this.took.length > remembered) this.took.shift();
  };

  /** Times `work` when it succeeds: a link that is gone is no measure of one that is slow. */
  time = async <T extends { ok: boolean }>(work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await work;
    if (answer.ok) this.observe(performance.now() - began);
    return answer;
  };

  ahead = (): number => tasksAhead(median(this.took), effectiveType());
}

/** Known to Chromium alone. */
const effectiveType = (): string | undefined =>
  (navigator as Navigator & { connection?: { effectiveType?: string } }).connection?.effectiveType;

/** One link a page. */
export const linkGauge = new LinkGauge();
