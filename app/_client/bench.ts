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
import type { Outbox } from "./outbox";
import type { Post } from "./outbox-store";

export type BenchPort<T> = {
  lease(count: number): Promise<Answer<Lease<T>>>;
  recent(): Promise<Answer<RecentLabels>>;
  /** Releases leases while the page is closing. */
  release(taskIds: string[]): void;
  /** Loads what the task needs to be painted at once. */
  prepare(task: T): void;
  answerPath: string;
  /** What undoing sends: it names the tab that gets the task back. */
  undoBody(labelId: string): Record<string, unknown>;
};

/** The one on the screen and three behind it. */
export const handful = 4;
/** No answer counts before all photos have been in view this long: a key held from the last pair is not a look. */
export const settleMs = 150;
/** How long an answer waits for its reason before it is sent without. */
export const reasonMs = 60_000;
/** How often an empty queue is looked at again by itself: work comes from trainings and from other people's skips. */
export const lookAgainMs = 15_000;

type Options<T> = { port: BenchPort<T>; outbox: Outbox; now?: () => number; wall?: () => number };

/** Judging without waiting: leases ahead, takes answers at once, posts them through the outbox, undoes ten back.
 *  Knows nothing of React and nothing of what a task shows. Methods are arrows: screens hand them on. */
export class Bench<T extends BenchTask> {
  private current = emptyBench<T>();
  private readonly watchers = new Set<() => void>();
  /** Answered or passed on here, whether or not the server knows it yet. */
  private readonly settled = new Set<string>();
  private shown: { taskId: string; at: number } | null = null;
  private isLeasing = false;
  /** An undone task whose content must come from the server, to be shown before all others. */
  private wantedFirst: string | null = null;
  private reasonTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private stopListening = () => {};
  private readonly port: BenchPort<T>;
  private readonly outbox: Outbox;
  private readonly now: () => number;
  private readonly wall: () => number;

  constructor({ port, outbox, now = () => performance.now(), wall = Date.now }: Options<T>) {
    this.port = port;
    this.outbox = outbox;
    this.now = now;
    this.wall = wall;
  }

  state = (): BenchState<T> => this.current;

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  start = async (): Promise<void> => {
    this.stopListening = this.outbox.listen({ onAcknowledged: this.onAcknowledged, onRefused: this.onRefused });
    const recent = await this.port.recent();
    if (recent.ok) this.set(withRecent(this.current, recent.value));
    await this.refill();
  };

  /** Gives back what is not answered. */
  stop = (): void => {
    this.closeReason();
    this.stopListening();
    clearTimeout(this.lookTimer);
    const held = this.current.queue.map(({ taskId }) => taskId);
    if (held.length > 0) this.port.release(held);
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
    const body = { id, taskId, verdict, elapsedMs: Math.round(this.now() - shown.at), ...more };
    const wantsReason = options.wantsReason ?? false;
    this.outbox.add({ id, kind: "answer", path: this.port.answerPath, body }, { isHeld: wantsReason });
    this.set(withGiven(this.current, { labelId: id, taskId, task, verdict, at: this.wall() }, wantsReason));
    if (wantsReason) this.reasonTimer = setTimeout(this.closeReason, reasonMs);
    this.leave(taskId);
    return true;
  };

  giveReason = (reason: string): void => this.closeReason({ reason });

  passReason = (): void => this.closeReason();

  skip = (): void => {
    const taskId = this.current.queue[0]?.taskId;
    if (!taskId) return;
    this.outbox.add({ id: uuid(), kind: "skip", path: "/api/queue/skip", body: { taskId } });
    this.leave(taskId);
  };

  undo = (): void => {
    const last = this.current.trail.at(-1);
    if (!last) return;
    clearTimeout(this.reasonTimer);
    this.takeBack(last);
    this.settled.delete(last.taskId);
    this.shown = null;
    if (!last.task) this.wantedFirst = last.taskId;
    this.set(withUndone(this.current, last));
  };

  dismissMessage = (): void => this.set({ ...this.current, message: null });

  private set(state: BenchState<T>): void {
    this.current = state;
    for (const watch of this.watchers) watch();
  }

  private takeBack(last: Given<T>): void {
    if (this.outbox.withdraw(last.labelId)) return;
    this.outbox.add({ id: uuid(), kind: "undo", path: "/api/labels/undo", body: this.port.undoBody(last.labelId) });
  }

  private leave(taskId: string): void {
    this.settled.add(taskId);
    this.set(withoutFirst(this.current));
    void this.refill();
  }

  private closeReason = (addition: Record<string, unknown> = {}): void => {
    clearTimeout(this.reasonTimer);
    if (!this.current.wanting) return;
    this.set({ ...this.current, wanting: null });
    this.outbox.release(addition);
  };

  private async refill(): Promise<void> {
    if (this.isLeasing || this.current.queue.length >= handful) return;
    clearTimeout(this.lookTimer);
    this.isLeasing = true;
    // The server still counts what it has not been told of among our leases, so these are asked for on top.
    const answer = await this.port.lease(handful + this.outbox.posts().length);
    this.isLeasing = false;
    this.take(answer);
  }

  private take(answer: Answer<Lease<T>>): void {
    if (!answer.ok) {
      if (this.current.queue.length === 0) this.set({ ...this.current, phase: "failed", failure: answer });
      return;
    }
    const unsent = this.outbox.posts().map(({ body }) => body.taskId);
    const known = new Set([...this.settled, ...unsent]);
    const before = new Set(this.current.queue);
    this.set(withLease(this.current, answer.value, { known, first: this.wantedFirst, isWaiting: unsent.length > 0 }));
    this.wantedFirst = null;
    for (const task of this.current.queue) if (!before.has(task)) this.port.prepare(task);
    if (this.current.phase === "empty") this.lookTimer = setTimeout(() => void this.refill(), lookAgainMs);
  }

  private onAcknowledged = async ({ kind }: Post): Promise<void> => {
    if (kind === "undo" && this.wantedFirst) this.take(await this.port.lease(handful + this.current.queue.length + 1));
    else await this.refill();
  };

  private onRefused = ({ body }: Post, failure: Failed): void => {
    this.set(withRefused(this.current, body.id, failure.sentence));
    void this.refill();
  };
}
