import type { Chore } from "../../jobs/worker";
import { asSystem } from "../../users/allow";
import { refreshThroughput } from "./refresh-throughput";

/** The overview's figures follow the answers by so much; a round while people answer reads the hour once. */
const everyMs = 20_000;

export const throughputChore: Chore = {
  name: "throughput",
  everyMs,
  run: async () => {
    await refreshThroughput(asSystem("job", "throughput"), { apartMs: everyMs / 2 });
  },
};
