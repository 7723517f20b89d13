import { setTimeout as wait } from "node:timers/promises";

/** Tries an assertion again until it holds; after `limitMs` its last error is thrown. */
export async function eventually(assertion: () => Promise<void> | void, limitMs = 30_000): Promise<void> {
  const until = performance.now() + limitMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > until) throw error;
      await wait(100);
    }
  }
}
