import { beacon, call } from "@/app/_client/api";
import type { BenchPort } from "@/app/_client/bench";
import { knownLeaseToken, leaseToken } from "@/app/_client/lease-token";
import { decodeAhead } from "@/app/_client/photo-cache";
import type { RecentLabels } from "@/lib/labels/schema";
import type { PairLease, PairTask } from "@/lib/queue/schema";

const recentLimit = 200;

/** The bench's way to the server for pairs. */
export function pairPort(): BenchPort<PairTask> {
  return {
    answerPath: "/api/labels/pairs",
    lease: async (count) =>
      call<PairLease>("/api/queue/pairs/lease", { body: { leaseToken: await leaseToken(), count } }),
    recent: () => call<RecentLabels>(`/api/labels/recent?head=compatibility&limit=${recentLimit}`),
    undoBody: (labelId) => ({ labelId, leaseToken: knownLeaseToken() }),
    release: (taskIds) => beacon("/api/queue/release", { taskIds }),
    prepare: ({ anchor, candidate }) =>
      decodeAhead([anchor, candidate].flatMap(({ photos }) => photos.slice(0, 1).map(({ sha256 }) => sha256))),
  };
}
