import { setTimeout as wait } from "node:timers/promises";
import { batchSizes, pauseShare } from "./rules";
import { isAnyoneLabelling } from "./sql";

const lookEveryMs = 2_000;

/** How fast an import goes: at full speed alone, in small statements with pauses while people label. */
export class Pace {
  #isQuiet = true;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #batchBegan = performance.now();

  /** Rows of the next batch. */
  async batchSize(): Promise<number> {
    if (performance.now() - this.#lookedAt > lookEveryMs) {
      this.#isQuiet = !(await isAnyoneLabelling());
      this.#lookedAt = performance.now();
    }
    this.#batchBegan = performance.now();
    return this.#isQuiet ? batchSizes.alone : batchSizes.besideLabelling;
  }

  /** Leaves the machine to others after a batch. */
  async rest(signal?: AbortSignal): Promise<void> {
    if (this.#isQuiet) return;
    await wait((performance.now() - this.#batchBegan) * pauseShare, undefined, { signal }).catch(() => {});
  }
}
