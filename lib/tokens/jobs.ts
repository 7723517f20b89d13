import type { Chore } from "../jobs/worker";
import { dropOldCalls } from "./sql";

const hourMs = 3_600_000;
export const oldCallsChore: Chore = {
  name: "idempotency keys",
  everyMs: hourMs,
  run: async () => void (await dropOldCalls()),
};
