import { v4 as uuid } from "uuid";
import type { RecentLabels } from "@/lib/labels/schema";
import type { Answer, Failed } from "./api";
import {
  type BenchState,
  type BenchTask,
  emptyBench,
  type Given,
  type Lease,
  withGiven,
  withLease,
  withoutFirst,
  withRecent,
  withRefused,
  withUndone,
} from "./bench-state";
import type { Shelf } from "./kept-tasks";
import { fewestAhead } from "./lease-ahead";
import type { Outbox } from "./outbox";
import type { Post } from "./outbox-store";
import { Trips } from "./trips";

export type BenchPort<T> = {
  lease(count: number, options: { isTrip: boolean }): Promise<Answer<Lease<T>>>;
  recent(): Promise<Answer<RecentLabels>>;
  /** Releases leases while the page is closing. */
  release(taskIds: string[]): void;
  /** Loads what the task needs to be painted at once; `place` is its place in the queue, 0 on the screen. */
  prepare(task: T, place: number): void;
  answerPath: string;
  /** What undoing sends: it names the tab that gets the task back. */
  undoBody(labelId: string): Record<string, unknown>;
  /** What is leased, skipped and given back in one with the task; by default the task itself. */
  idsOf?(task: T): string[];
  /** What answering sends, when it is more than the verdict on one task. */
  bodyOf?(task: T, answer: { id: string; elapsedMs: number; more: Record<string, unknown> }): Record<string, unknown>;
  /** How many judgements one answer holds; one by default. */
  labelsIn?(task: T): number;
  /** Taking tasks along: how many, and how their photos are kept on this device. */
  trip?: {
    size: number;
    keep(tasks: readonly T[], onProgress: (kept: number, of: number) => void): Promise<void>;
  };
};

/** The one on the screen and those behind it on a good link. */
export const handful = 1 + fewestAhead;
/** No answer counts before all photos have been in view this long: a key held from the last pair is not a look. */
export const settleMs = 150;
/** How long an answer waits for its reason before it is sent without. */
export const reasonMs = 60_000;
/** How often an empty queue is looked at again by itself: work comes from trainings and from other people's skips. */
export const lookAgainMs = 15_000;
/** How long a lease may take before what lies on this device is shown instead. */
export const patienceMs = 1_500;
type Options<T> = {
  port: BenchPort<T>;
  outbox: Outbox;
  /** How many tasks to hold behind the one on the screen. */
  ahead?: () => number;
  shelf?: Shelf<T>;
  now?: () => number;
  wall?: () => number;
};

/** Judging without waiting: leases ahead, takes answers at once, posts them through the outbox, undoes ten back.
 *  Knows nothing of React and nothing of what a task shows. Methods are arrows: screens hand them on. */
export class Bench<T extends BenchTask> {
  private current = emptyBench<T>();
  private readonly watchers = new Set<() => void>();
  /** Answered or passed on here, whether or not the server knows it yet. */
  private readonly settled = new Set<string>();
  /** Settled by another answer of this screen: they come back when that one is undone. */
  private readonly forgotten = new Set<string>();
  private shown: { taskId: string; at: number } | null = null;
  private isLeasing = false;
  /** Tasks of a trip that lie on this device: the first lease asks for all of them again. */
  private toResume = 0;
  /** An undone task whose content must come from the server, to be shown before all others. */
  private wantedFirst: string | null = null;
  /** What was said of the last answer since it was given. */
  private addition: Record<string, unknown> = {};
  private reasonTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private stopListening = () => {};
  private readonly port: BenchPort<T>;
  private readonly outbox: Outbox;
  private readonly ahead: () => number;
  private readonly shelf: Shelf<T> | undefined;
  private readonly now: () => number;
  private readonly wall: () => number;
  private readonly trips: Trips<T>;

  constructor(options: Options<T>) {
    const { port, outbox, ahead = () => fewestAhead, shelf, now = () => performance.now(), wall = Date.now } = options;
    this.port = port;
    this.outbox = outbox;
    this.ahead = ahead;
    this.shelf = shelf;
    this.now = now;
    this.wall = wall;
    this.trips = new Trips<T>({
      port,
      state: this.state,
      set: (state) => this.set(state),
      take: (answer) => this.take(answer),
      waiting: () => this.outbox.posts().length,
      giveBack: (taskIds) =>
        this.outbox.add({ id: uuid(), kind: "release", path: "/api/queue/release", body: { taskIds } }),
      wall,
    });
  }

  state = (): BenchState<T> => this.current;

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  start = async (): Promise<void> => {
    this.stopListening = this.outbox.listen({ onAcknowledged: this.onAcknowledged, onRefused: this.onRefused });
    const kept = await this.shelf?.load().catch(() => null);
    if (kept?.isTrip) {
      this.toResume = kept.tasks.length;
      this.set(this.trips.resumed(kept));
    }
    // What lies on this device stands in for a lease that does not come.
    const standIn = () => kept && this.standIn(kept.tasks);
    const timer = kept && setTimeout(standIn, patienceMs);
    const leasing = this.refill();
    const recent = await this.port.recent();
    if (recent.ok) this.set(withRecent(this.current, recent.value, this.outbox.posts()));
    await leasing;
    if (timer) clearTimeout(timer);
    if (this.current.failure?.code === "offline") standIn();
  };

  /** Gives back what is not answered, unless it was taken along. */
  stop = (): void => {
    this.closeReason();
    this.stopListening();
    clearTimeout(this.lookTimer);
    const held = this.current.queue.flatMap(this.idsOf);
    if (held.length > 0 && !this.current.trip) this.port.release(held);
    this.set({ ...this.current, queue: [], phase: "loading" });
  };

  retry = (): Promise<void> => {
    this.set({ ...this.current, phase: "loading", failure: null });
    void this.outbox.retryNow();
    return this.refill();
  };

  /** Told by the screen when every photo of the task is painted. */
  painted = (taskId: string): void => {
    if (this.shown?.taskId !== taskId) this.shown = { taskId, at: this.now() };
  };

  /** Takes the answer to the task on screen; false when it does not count (nothing there, or not yet seen). */
  answer = (verdict: string, more: Record<string, unknown> = {}, options: { wantsReason?: boolean } = {}): boolean => {
    const task = this.current.queue[0];
    const { shown } = this;
    if (!task || shown?.taskId !== task.taskId || this.now() - shown.at < settleMs) return false;
    this.closeReason();
    const id = uuid();
    const { taskId } = task;
    const elapsedMs = Math.round(this.now() - shown.at);
    const body = this.port.bodyOf?.(task, { id, elapsedMs, more }) ?? { id, taskId, verdict, elapsedMs, ...more };
    const wantsReason = options.wantsReason ?? false;
    this.outbox.add({ id, kind: "answer", path: this.port.answerPath, body }, { isHeld: wantsReason });
    const labels = this.port.labelsIn?.(task) ?? 1;
    const given = { labelId: id, taskId, task, verdict, at: this.wall(), labels, more };
    this.leave(task, withGiven(this.current, given, wantsReason));
    if (wantsReason) this.reasonTimer = setTimeout(this.closeReason, reasonMs);
    return true;
  };

  giveReason = (reason: string): void => this.closeReason({ reason });

  passReason = (): void => this.closeReason();

  /** A note on the answer that still waits for its reason; it travels with it. */
  addNote = (note: string): void => {
    this.addition = note ? { ...this.addition, note } : {};
    this.holdReason();
    this.reasonTimer = setTimeout(this.closeReason, reasonMs);
  };

  /** While someone writes, the answer waits. */
  holdReason = (): void => clearTimeout(this.reasonTimer);

  skip = (): void => {
    const task = this.current.queue[0];
    if (!task) return;
    for (const taskId of this.idsOf(task))
      this.outbox.add({ id: uuid(), kind: "skip", path: "/api/queue/skip", body: { taskId } });
    this.leave(task, this.current);
  };

  undo = (): void => {
    const last = this.current.trail.at(-1);
    if (!last) return;
    clearTimeout(this.reasonTimer);
    this.addition = {};
    this.takeBack(last);
    this.settled.delete(last.taskId);
    for (const taskId of this.forgotten) this.settled.delete(taskId);
    this.forgotten.clear();
    this.shown = null;
    if (last.task) void this.shelf?.put([last.task], this.current.trip !== null).catch(() => {});
    else this.wantedFirst = last.taskId;
    this.set(withUndone(this.current, last));
  };

  /** Takes tasks off this screen that another answer has settled. */
  forget = (isSettled: (task: T) => boolean): void => {
    for (const task of this.current.queue) if (isSettled(task)) this.forgotten.add(task.taskId);
    for (const taskId of this.forgotten) this.settled.add(taskId);
    const queue = this.current.queue.filter(({ taskId }) => !this.settled.has(taskId));
    this.set({ ...this.current, queue, phase: queue.length > 0 ? "ready" : "loading" });
    void this.refill();
  };

  dismissMessage = (): void => this.set({ ...this.current, message: null });

  takeAlong = (): Promise<void> => this.trips.begin();

  giveBackRest = (): void => {
    if (!this.current.trip) return;
    const kept = this.trips.end(handful);
    void this.shelf?.only(kept, false).catch(() => {});
  };

  private set(state: BenchState<T>): void {
    this.current = state;
    for (const watch of this.watchers) watch();
  }

  private readonly idsOf = (task: T): string[] => this.port.idsOf?.(task) ?? [task.taskId];

  private takeBack(last: Given<T>): void {
    if (this.outbox.withdraw(last.labelId)) return;
    this.outbox.add({ id: uuid(), kind: "undo", path: "/api/labels/undo", body: this.port.undoBody(last.labelId) });
  }

  private leave(task: T, state: BenchState<T>): void {
    this.settled.add(task.taskId);
    this.set(withoutFirst(state));
    void this.shelf?.remove([task.taskId]).catch(() => {});
    this.prepareNear();
    void this.refill();
  }

  private closeReason = (addition: Record<string, unknown> = {}): void => {
    clearTimeout(this.reasonTimer);
    const said = { ...this.addition, ...addition };
    this.addition = {};
    if (!this.current.wanting) return;
    this.set({ ...this.current, wanting: null });
    this.outbox.release(said);
  };

  private async refill(): Promise<void> {
    const wanted = 1 + this.ahead();
    // On a slow link a third of what is held is asked for at once: each request brings all that is held again.
    const enough = wanted <= handful ? wanted : Math.ceil((wanted * 2) / 3);
    if (this.isLeasing || this.current.queue.length >= enough) return;
    clearTimeout(this.lookTimer);
    this.isLeasing = true;
    // The server still counts what it has not been told of among our leases, so these are asked for on top.
    const count = Math.min(Math.max(wanted, this.toResume) + this.outbox.posts().length, mostLeased);
    const answer = await this.port.lease(count, { isTrip: this.current.trip !== null });
    this.isLeasing = false;
    this.take(answer);
  }

  private take(answer: Answer<Lease<T>>): void {
    if (!answer.ok) {
      if (this.current.queue.length === 0) this.set({ ...this.current, phase: "failed", failure: answer });
      return;
    }
    this.toResume = 0;
    const known = this.knownIds();
    const isWaiting = this.outbox.posts().length > 0;
    const tasks = answer.value.tasks.filter((task) => !this.idsOf(task).some((id) => known.has(id)));
    this.set(withLease(this.current, { ...answer.value, tasks }, { known, first: this.wantedFirst, isWaiting }));
    this.wantedFirst = null;
    this.prepareNear();
    void this.shelf?.only(this.current.queue, this.current.trip !== null).catch(() => {});
    if (this.current.phase === "empty") this.lookTimer = setTimeout(() => void this.refill(), lookAgainMs);
  }

  /** Tasks that are answered or passed on here, by each of their ids, whatever the server still says. */
  private knownIds(): Set<unknown> {
    const unsent = this.outbox.posts().filter(({ kind }) => kind === "answer" || kind === "skip");
    return new Set<unknown>([...this.settled, ...unsent.flatMap(({ body }) => idsIn(body))]);
  }

  private standIn(tasks: readonly T[]): void {
    if (this.current.queue.length > 0) return;
    const known = this.knownIds();
    const left = tasks.filter((task) => !this.idsOf(task).some((id) => known.has(id)));
    if (left.length === 0) return;
    this.set({ ...this.current, queue: left, phase: "ready", failure: null });
    this.prepareNear();
  }

  private prepareNear(): void {
    for (const [place, task] of this.current.queue.slice(0, 1 + this.ahead()).entries()) this.port.prepare(task, place);
  }

  private onAcknowledged = async ({ kind }: Post): Promise<void> => {
    if (kind === "undo" && this.wantedFirst) {
      const count = Math.min(handful + this.current.queue.length + 1, mostLeased);
      this.take(await this.port.lease(count, { isTrip: this.current.trip !== null }));
    } else await this.refill();
  };

  private onRefused = ({ id }: Post, failure: Failed): void => {
    this.set(withRefused(this.current, id, failure.sentence));
    void this.refill();
  };
}

const mostLeased = 200;

/** The task, or the set and its tasks, that a post answers or passes on. */
const idsIn = ({ taskId, id, answers }: Record<string, unknown>): unknown[] => [
  taskId,
  id,
  ...(Array.isArray(answers) ? answers.map((answer) => (answer as { taskId?: unknown }).taskId) : []),
];
