import { v4 as uuid } from "uuid";
import type { Answer, Failed } from "@/app/_client/api";
import { settleMs } from "@/app/_client/bench";
import type { Outbox } from "@/app/_client/outbox";
import type { Post } from "@/app/_client/outbox-store";
import type { FlagGroup, FlagPage, GridFlag, GroupKey } from "@/lib/flags/grid/schema";
import type { LeftFlag, SavedGroup } from "@/lib/labels/schema";
import {
  emptyGrid,
  type GridState,
  openGroup,
  settleable,
  withFocus,
  withSettled,
  withTakenBack,
  withToggled,
} from "./grid-state";
import { groupId } from "./group-words";

export type GridPort = {
  groups(): Promise<Answer<{ groups: FlagGroup[] }>>;
  page(group: GroupKey, after: string | null): Promise<Answer<FlagPage>>;
  /** Told which group is open, for the address. */
  opened(group: FlagGroup): void;
};

export const groupAnswerPath = "/api/labels/groups";

type Options = { port: GridPort; outbox: Outbox; wanted?: string | null; now?: () => number };

/** Settling many flags at once: groups, pages, a selection, and one post a batch through the outbox. Knows nothing of
 *  React. Methods are arrows: screens hand them on. */
export class GridBench {
  private current = emptyGrid;
  private readonly watchers = new Set<() => void>();
  /** Settled here, whether or not the server knows it yet. */
  private readonly settled = new Set<string>();
  /** A label of each batch that the server has stored: undoing names one. */
  private readonly labelOf = new Map<string, string>();
  /** Batches that were taken back while they were on their way. */
  private readonly unwanted = new Set<string>();
  private stopListening = () => {};
  private shownAt = 0;
  /** Only the newest read of a page counts. */
  private reading = 0;
  private readonly port: GridPort;
  private readonly outbox: Outbox;
  private readonly wanted: string | null;
  private readonly now: () => number;

  constructor({ port, outbox, wanted = null, now = () => performance.now() }: Options) {
    this.port = port;
    this.outbox = outbox;
    this.wanted = wanted;
    this.now = now;
  }

  state = (): GridState => this.current;

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  start = async (): Promise<void> => {
    this.stopListening = this.outbox.listen({ onAcknowledged: this.onAcknowledged, onRefused: this.onRefused });
    await this.readGroups(this.wanted);
  };

  stop = (): void => this.stopListening();

  retry = async (): Promise<void> => {
    this.set({ phase: "loading", failure: null });
    void this.outbox.retryNow();
    await this.readGroups(this.current.open);
  };

  open = async (id: string): Promise<void> => {
    const group = this.current.groups.find((one) => groupId(one) === id);
    if (!group) return;
    this.port.opened(group);
    this.set({ open: id, flags: [], begun: [null], selected: new Set(), at: 0, from: 0, phase: "loading" });
    await this.readPage();
  };

  stepGroup = (step: 1 | -1): void => {
    const { groups, open } = this.current;
    const at = groups.findIndex((group) => groupId(group) === open);
    const next = groups[(at + step + groups.length) % Math.max(1, groups.length)];
    if (next) void this.open(groupId(next));
  };

  focus = (to: number, isRange = false): void => this.replace(withFocus(this.current, to, isRange));
  toggle = (at: number): void => this.replace(withToggled(this.current, at));
  clear = (): void => this.set({ selected: new Set() });
  selectAll = (): void => this.set({ selected: new Set(settleable(this.current.flags).map(({ taskId }) => taskId)) });

  nextPage = (): void => {
    const { next, begun } = this.current;
    if (next) this.turnTo([...begun, next]);
  };

  previousPage = (): void => {
    const { begun } = this.current;
    if (begun.length > 1) this.turnTo(begun.slice(0, -1));
  };

  settle = (verdict: "keep" | "take"): void =>
    this.post(
      verdict,
      this.current.flags.filter(({ taskId }) => this.current.selected.has(taskId)),
    );

  keepRest = (): void =>
    this.post(
      "keep",
      settleable(this.current.flags).filter(({ taskId }) => !this.current.selected.has(taskId)),
    );

  undo = (): void => {
    const last = this.current.trail.at(-1);
    if (!last) return;
    for (const { taskId } of last.flags) this.settled.delete(taskId);
    this.replace(withTakenBack(this.current, last));
    if (this.outbox.withdraw(last.batchId)) void this.readGroups(last.group);
    else if (this.labelOf.has(last.batchId)) this.takeBack(last.batchId);
    else this.unwanted.add(last.batchId);
  };

  dismissMessage = (): void => this.set({ message: null });

  private takeBack(batchId: string): void {
    const labelId = this.labelOf.get(batchId);
    if (labelId) this.outbox.add({ id: uuid(), kind: "undo", path: "/api/labels/undo", body: { labelId } });
    else void this.readGroups(this.current.open);
  }

  private post(verdict: "keep" | "take", flags: GridFlag[]): void {
    const { open } = this.current;
    if (!open || flags.length === 0 || this.now() - this.shownAt < settleMs) return;
    const batchId = uuid();
    const answers = flags.map(({ taskId }) => ({ id: uuid(), taskId }));
    const body = { id: batchId, verdict, answers, elapsedMs: Math.round(this.now() - this.shownAt) };
    this.outbox.add({ id: batchId, kind: "answer", path: groupAnswerPath, body });
    for (const { taskId } of flags) this.settled.add(taskId);
    this.replace(withSettled(this.current, { batchId, group: open, verdict, flags }));
    this.shownAt = this.now();
    if (this.current.flags.length === 0) this.turnTo([null]);
  }

  private turnTo(begun: (string | null)[]): void {
    this.set({ begun, flags: [], selected: new Set(), at: 0, from: 0, phase: "loading" });
    void this.readPage();
  }

  private async readGroups(wanted: string | null): Promise<void> {
    const answer = await this.port.groups();
    if (!answer.ok) return this.fail(answer);
    const { groups } = answer.value;
    const open = groups.find((group) => groupId(group) === wanted) ?? groups[0];
    if (!open) return this.set({ groups, open: null, flags: [], total: 0, next: null, phase: "empty", failure: null });
    this.set({ groups });
    await this.open(groupId(open));
  }

  private async readPage(): Promise<void> {
    const group = openGroup(this.current);
    if (!group) return;
    const reading = ++this.reading;
    const answer = await this.port.page(group, this.current.begun.at(-1) ?? null);
    if (reading !== this.reading) return;
    if (!answer.ok) return this.fail(answer);
    const { total, next } = answer.value;
    const flags = answer.value.flags.filter(({ taskId }) => !this.settled.has(taskId));
    this.shownAt = this.now();
    const isBehind = answer.value.flags.length > flags.length && this.outbox.posts().length > 0;
    this.set({ flags, total, next, phase: flags.length > 0 || isBehind ? "ready" : "empty", failure: null });
    if (flags.length === 0 && isBehind) this.set({ phase: "loading" });
  }

  private onAcknowledged = async (post: Post, value: unknown): Promise<void> => {
    if (post.kind === "undo") return this.readGroups(this.current.open);
    if (post.path !== groupAnswerPath) return;
    const { id, labels, left } = value as SavedGroup;
    if (labels[0]) this.labelOf.set(id, labels[0].id);
    if (this.unwanted.delete(id)) return this.takeBack(id);
    if (left.length > 0) this.set({ message: leftSentence(left) });
    if (this.current.flags.length > 0) return;
    const group = openGroup(this.current);
    // The group is done: on with the one that is worth most now.
    if (group && group.count > 0) this.turnTo([null]);
    else await this.readGroups(null);
  };

  private onRefused = (post: Post, failure: Failed): void => {
    const batch = this.current.trail.find(({ batchId }) => batchId === post.id);
    if (batch) {
      for (const { taskId } of batch.flags) this.settled.delete(taskId);
      this.replace(withTakenBack(this.current, batch));
    }
    this.set({ message: failure.sentence });
    void this.readGroups(this.current.open);
  };

  private fail(failure: Failed): void {
    this.set({ phase: "failed", failure });
  }

  private set(change: Partial<GridState>): void {
    this.replace({ ...this.current, ...change });
  }

  private replace(state: GridState): void {
    this.current = state;
    for (const watch of this.watchers) watch();
  }
}

/** What was not settled, and why. */
export function leftSentence(left: readonly LeftFlag[]): string {
  const words = {
    held: ["is with someone else now", "are with someone else now"],
    closed: ["was settled or withdrawn meanwhile", "were settled or withdrawn meanwhile"],
    judged: ["was judged by you before", "were judged by you before"],
  } as const;
  const parts = (Object.keys(words) as LeftFlag["because"][]).flatMap((because) => {
    const n = left.filter((one) => one.because === because).length;
    return n > 0 ? [`${n} ${words[because][n === 1 ? 0 : 1]}`] : [];
  });
  return `${parts.join(", ")}, and left as ${left.length === 1 ? "it is" : "they are"}. The others are saved.`;
}
