import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "./refusal";

const LIMIT_MS = 120_000;

/** Waits until the instance says that web, database and worker are up. */
export async function waitForHealth(url: string, logs: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  let last = "it does not answer";
  while (!signal.aborted) {
    try {
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = (await answer.text()).slice(0, 300);
    } catch {
      last = "it does not answer";
    }
    if (performance.now() > until)
      throw new Refusal(`Toile did not get ready in 120 s (${last}); see the logs in ${logs}.`);
    await wait(100);
  }
}
