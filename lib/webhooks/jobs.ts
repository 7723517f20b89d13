import type { Chore } from "../jobs/worker";
import { deliverDue } from "./deliver";
import { gatherFixes } from "./gather-fixes";
import { dropOldDeliveries } from "./sql";

/** A worker's part of the webhooks: what was fixed since the last look becomes messages, and what is due is sent. */
export const webhookChore: Chore = {
  name: "webhooks",
  everyMs: 1_000,
  run: async (signal) => {
    await gatherFixes();
    await deliverDue(signal);
  },
};

const hourMs = 3_600_000;
export const webhookLogChore: Chore = {
  name: "webhook log",
  everyMs: hourMs,
  run: async () => void (await dropOldDeliveries()),
};
