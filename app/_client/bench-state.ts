import { type RecentLabels, undoDepth } from "@/lib/labels/schema";
import type { RankedBy } from "@/lib/queue/schema";
import type { Failed } from "./api";
import type { Post } from "./outbox-store";

export type BenchTask = { taskId: string };
export type Lease<T> = { tasks: T[]; rankedBy: RankedBy | null; open: number };

/** An answer that can still be undone; `task` is null for one given before this page was opened. `labels`: how many
 *  judgements it holds, `more`: what was said beside the verdict. */
export type Given<T> = {
  labelId: string;
  taskId: string;
  task: T | null;
  verdict: string;
  at: number;
  labels: number;
  more: Record<string, unknown>;
};

/** Tasks taken along for hours without a network. */
export type Trip = { phase: "leasing" | "keeping" | "ready"; photos: number; photosKept: number; since: number };

export type BenchState<T> = {
  phase: "loading" | "ready" | "empty" | "failed";
  /** The first one is on the screen, the others are ready behind it. */
  queue: T[];
  rankedBy: RankedBy | null;
  open: number;
  /** Newest last, as far as undo goes. */
  trail: Given<T>[];
  today: number;
  /** When today's answers were given, epoch ms: for the little chart. */
  times: number[];
  /** A given answer that a reason may still be added to. */
  wanting: Given<T> | null;
  /** What the server said of an answer that it could not take. */
  message: string | null;
  /** Why there is nothing on the screen. */
  failure: Failed | null;
  trip: Trip | null;
};

export const emptyBench = <T>(): BenchState<T> => ({
  phase: "loading",
  queue: [],
  rankedBy: null,
  open: 0,
  trail: [],
  today: 0,
  times: [],
  wanting: null,
  message: null,
  failure: null,
  trip: null,
});

const phaseOf = (queue: unknown[]): "ready" | "loading" => (queue.length > 0 ? "ready" : "loading");

/** Today's count and the answers that can be undone, as the server has them. */
export function withRecent<T>(
  state: BenchState<T>,
  { today, labels }: RecentLabels,
  unsent: readonly Pick<Post, "id" | "kind" | "body">[] = [],
): BenchState<T> {
  const standing = labels.filter(({ undoneAt }) => undoneAt === null).reverse();
  const given = standing.map(({ id, taskId, verdict, savedAt }) => ({
    labelId: id,
    taskId,
    task: null,
    verdict,
    at: Date.parse(savedAt),
    labels: 1,
    more: {},
  }));
  // Answers given here before the server's list came stand behind it.
  const listed = new Set(given.map(({ labelId }) => labelId));
  const here = state.trail.filter(({ labelId }) => !listed.has(labelId));
  const shown = new Set([...listed, ...here.map(({ labelId }) => labelId)]);
  const waiting = unsent.filter(({ id, kind }) => kind === "answer" && !shown.has(id));
  return {
    ...state,
    today: today + here.reduce((sum, { labels }) => sum + labels, 0) + waiting.length,
    trail: [...given, ...here].slice(-undoDepth),
    times: [...given, ...here].map(({ at }) => at),
  };
}

/** `known`: tasks that are answered or passed on here, whatever the server still says. `first` goes before all others. */
export function withLease<T extends BenchTask>(
  state: BenchState<T>,
  { tasks, rankedBy, open }: Lease<T>,
  { known, first, isWaiting }: { known: ReadonlySet<unknown>; first: string | null; isWaiting: boolean },
): BenchState<T> {
  const held = new Set(state.queue.map(({ taskId }) => taskId));
  const fresh = tasks.filter(({ taskId }) => !held.has(taskId) && !known.has(taskId));
  const isFirst = ({ taskId }: T) => taskId === first;
  const queue = [...fresh.filter(isFirst), ...state.queue, ...fresh.filter((task) => !isFirst(task))];
  const phase = queue.length > 0 ? "ready" : isWaiting ? "loading" : "empty";
  return { ...state, queue, rankedBy, open, phase, failure: null };
}

/** The first task leaves the screen, the next one is there. */
export function withoutFirst<T>(state: BenchState<T>): BenchState<T> {
  const queue = state.queue.slice(1);
  return { ...state, queue, phase: phaseOf(queue), message: null };
}

export const withGiven = <T>(state: BenchState<T>, given: Given<T>, wantsReason: boolean): BenchState<T> => ({
  ...state,
  trail: [...state.trail, given].slice(-undoDepth),
  today: state.today + given.labels,
  times: [...state.times, ...new Array<number>(given.labels).fill(given.at)],
  wanting: wantsReason ? given : null,
});

/** The last answer is taken back and its task, when it is at hand, is on the screen again. */
export function withUndone<T>(state: BenchState<T>, last: Given<T>): BenchState<T> {
  const queue = last.task ? [last.task, ...state.queue] : state.queue;
  return {
    ...state,
    queue,
    phase: phaseOf(queue),
    trail: state.trail.filter((given) => given !== last),
    today: Math.max(0, state.today - last.labels),
    times: state.times.filter((at) => at !== last.at),
    wanting: null,
    message: null,
  };
}

export function withRefused<T>(state: BenchState<T>, labelId: unknown, sentence: string): BenchState<T> {
  const counted = state.trail.find((given) => given.labelId === labelId)?.labels ?? 0;
  return {
    ...state,
    message: sentence,
    trail: state.trail.filter((given) => given.labelId !== labelId),
    today: Math.max(0, state.today - counted),
  };
}
