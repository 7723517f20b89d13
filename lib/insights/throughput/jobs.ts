import type { Chore } from "../../jobs/worker";
import { asSystem } from "../../users/allow";
import { everyMs } from "../rollup/follow-labels";
import { refreshThroughput } from "./refresh-throughput";
import { sampleQueueDepth } from "./sample-queue-depth";

export const throughputChore: Chore = {
  name: "throughput",
  everyMs,
  run: async () => {
    await refreshThroughput(asSystem("job", "throughput"), { apartMs: everyMs / 2 });
  },
};

/** It looks once a minute, and writes once an hour. */
export const queueDepthChore: Chore = {
  name: "queue depth",
  everyMs: 60_000,
  run: async () => {
    await sampleQueueDepth(asSystem("job", "queue depth"));
  },
};
