import { beacon, call } from "@/app/_client/api";
import type { BenchPort } from "@/app/_client/bench";
import { linkGauge } from "@/app/_client/lease-ahead";
import { knownLeaseToken, leaseToken } from "@/app/_client/lease-token";
import { decodeAhead, decodedTasks, keepPhotos, type WantedPhoto } from "@/app/_client/photo-cache";
import type { RecentLabels } from "@/lib/labels/schema";
import { type PairLease, type PairTask, tripSize } from "@/lib/queue/schema";

const recentLimit = 200;

/** The bench's way to the server for pairs. */
export function pairPort(): BenchPort<PairTask> {
  return {
    answerPath: "/api/labels/pairs",
    lease: async (count, { isTrip }) => {
      const body = { leaseToken: await leaseToken(), count, isTrip };
      return linkGauge.time(call<PairLease>("/api/queue/pairs/lease", { body }));
    },
    recent: () => call<RecentLabels>(`/api/labels/recent?head=compatibility&limit=${recentLimit}`),
    undoBody: (labelId) => ({ labelId, leaseToken: knownLeaseToken() }),
    release: (taskIds) => beacon("/api/queue/release", { taskIds }),
    prepare: (task, place) => {
      if (place < decodedTasks) decodeAhead([task.anchor, task.candidate].flatMap(({ photos }) => photos.slice(0, 1)));
      void keepPhotos(photosOf(task).filter(({ size }) => size === "large"));
    },
    trip: { size: tripSize, keep: (tasks, onProgress) => keepPhotos(tasks.flatMap(photosOf), onProgress) },
  };
}

/** What a pair needs on screen without a network. */
const photosOf = ({ anchor, candidate, outfit }: PairTask): WantedPhoto[] => [
  ...[anchor, candidate].flatMap(({ photos }) =>
    photos.slice(0, 1).flatMap(({ sha256 }) => [
      { sha256, size: "large" as const },
      { sha256, size: "thumb" as const },
    ]),
  ),
  ...outfit.flatMap(({ photos }) => photos.slice(0, 1).map(({ sha256 }) => ({ sha256, size: "thumb" as const }))),
];
