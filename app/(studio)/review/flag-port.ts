import { beacon, call } from "@/app/_client/api";
import type { BenchPort } from "@/app/_client/bench";
import { knownLeaseToken, leaseToken } from "@/app/_client/lease-token";
import { decodeAhead } from "@/app/_client/photo-cache";
import type { RecentLabels } from "@/lib/labels/schema";
import type { FlagLease, FlagTask } from "@/lib/queue/schema";

const recentLimit = 200;

/** The bench's way to the server for flags. */
export function flagPort(): BenchPort<FlagTask> {
  return {
    answerPath: "/api/labels/flags",
    lease: async (count) =>
      call<FlagLease>("/api/queue/flags/lease", { body: { leaseToken: await leaseToken(), count } }),
    recent: () => call<RecentLabels>(`/api/labels/recent?head=category&limit=${recentLimit}`),
    undoBody: (labelId) => ({ labelId, leaseToken: knownLeaseToken() }),
    release: (taskIds) => beacon("/api/queue/release", { taskIds }),
    prepare: (task) =>
      decodeAhead([task.product, task.kind === "duplicate" ? task.other : null].flatMap((one) => one?.photos[0] ?? [])),
  };
}
