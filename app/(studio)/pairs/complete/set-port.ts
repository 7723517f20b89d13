import { type Answer, beacon, call } from "@/app/_client/api";
import type { BenchPort } from "@/app/_client/bench";
import type { Lease } from "@/app/_client/bench-state";
import { linkGauge } from "@/app/_client/lease-ahead";
import { knownLeaseToken, leaseToken } from "@/app/_client/lease-token";
import { decodeAhead, decodedTasks, keepPhotos, type WantedPhoto } from "@/app/_client/photo-cache";
import { type RecentLabels, type SetJudgement, setSize } from "@/lib/labels/schema";
import { type SetLease, tripSize } from "@/lib/queue/schema";
import type { SetTask } from "../kept-shapes";

/** The answers of a set as the screen gives them; the first one's id is the answer's. */
export type SetAnswers = { answers: { taskId: string; isChosen: boolean; shownSwapped: boolean }[]; note?: string };

const mostSets = tripSize / setSize;

/** The bench's way to the server for sets. */
export function setPort(newId: () => string): BenchPort<SetTask> {
  return {
    answerPath: "/api/labels/sets",
    lease: async (count, { isTrip }): Promise<Answer<Lease<SetTask>>> => {
      const body = { leaseToken: await leaseToken(), count: Math.min(count, mostSets), isTrip };
      const answer = await linkGauge.time(call<SetLease>("/api/queue/sets/lease", { body }));
      if (!answer.ok) return answer;
      const { sets, rankedBy, open } = answer.value;
      return { ok: true, value: { tasks: sets.map((set) => ({ ...set, taskId: set.setId })), rankedBy, open } };
    },
    // Labels say nothing of their set here: what was answered before this page is undone under My answers or in Pairs.
    recent: async () => {
      const answer = await call<RecentLabels>("/api/labels/recent?head=compatibility&limit=1");
      return answer.ok ? { ok: true, value: { today: answer.value.today, labels: [] } } : answer;
    },
    undoBody: (labelId) => ({ labelId, leaseToken: knownLeaseToken() }),
    release: (taskIds) => beacon("/api/queue/release", { taskIds }),
    prepare: (set, place) => {
      if (place < decodedTasks) decodeAhead(productsOf(set).flatMap(({ photos }) => photos.slice(0, 1)));
      void keepPhotos(photosOf(set).filter(({ size }) => size === "large"));
    },
    idsOf: ({ candidates }) => candidates.map(({ taskId }) => taskId),
    labelsIn: ({ candidates }) => candidates.length,
    bodyOf: ({ setId }, { id, elapsedMs, more }): SetJudgement => {
      const { answers, note } = more as SetAnswers;
      const ids = answers.map((_, place) => (place === 0 ? id : newId()));
      return {
        id: setId,
        answers: answers.map((answer, place) => ({ id: ids[place] ?? id, ...answer })),
        note,
        elapsedMs,
      };
    },
    trip: {
      size: mostSets,
      keep: (sets, onProgress) => keepPhotos(sets.flatMap(photosOf), onProgress),
    },
  };
}

const productsOf = ({ anchor, candidates }: SetTask) => [anchor, ...candidates.map(({ product }) => product)];

const photosOf = (set: SetTask): WantedPhoto[] =>
  productsOf(set).flatMap(({ photos }) =>
    photos.slice(0, 1).flatMap(({ sha256 }) => [
      { sha256, size: "large" as const },
      { sha256, size: "thumb" as const },
    ]),
  );
