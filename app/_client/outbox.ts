import type { Answer, Failed } from "./api";
import type { OutboxStore, Post } from "./outbox-store";

/** Told of every post that the server has answered for good. */
export type OutboxListener = {
  onAcknowledged?(post: Post, value: unknown): void;
  onRefused?(post: Post, failure: Failed): void;
};

export type OutboxState = {
  /** Posts that the server has not acknowledged. */
  waiting: number;
  /** Why nothing is being sent just now; null while all is well. */
  stopped: "offline" | "sign-in" | null;
};

type Options = {
  store: OutboxStore;
  send: (post: Post) => Promise<Answer<unknown>>;
  now?: () => number;
  /** Waits before a repeat, in ms, by the number of failed tries. */
  pauses?: readonly number[];
  /** This tab, and whether another one still lives: what a living tab wrote, that tab sends. */
  tab?: string;
  isAlive?: (tab: string) => Promise<boolean>;
};

const usualPauses: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
const toRepeat = new Set<Failed["code"]>(["offline", "unavailable", "too-many"]);

/** Posts one after the other, in order, and repeats each with the same id until the server has answered it.
 *  Methods are arrows: screens hand them on. */
export class Outbox {
  private waiting: Post[] = [];
  private current: OutboxState = { waiting: 0, stopped: null };
  private heldId: string | null = null;
  private isSending = false;
  private isClosed = false;
  /** Those that the server may have seen. */
  private readonly tried = new Set<string>();
  /** Answered for good; a look at the store that began earlier may still find them. */
  private readonly done = new Set<string>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<OutboxListener>();
  private readonly store: OutboxStore;
  private readonly send: Options["send"];
  private readonly now: () => number;
  private readonly pauses: readonly number[];
  private readonly tab: string | undefined;
  private readonly isAlive: (tab: string) => Promise<boolean>;

  constructor({ store, send, now = Date.now, pauses = usualPauses, tab, isAlive = async () => false }: Options) {
    this.store = store;
    this.send = send;
    this.now = now;
    this.pauses = pauses;
    this.tab = tab;
    this.isAlive = isAlive;
  }

  state = (): OutboxState => this.current;

  posts = (): readonly Post[] => this.waiting;

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  listen = (listener: OutboxListener) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** What an earlier page or a tab that is gone left behind, to be sent first. */
  load = async (): Promise<void> => {
    const kept = await this.orphans(await this.store.all());
    const here = new Set(this.waiting.map(({ id }) => id));
    // One that is being sent stays first.
    const [sending, rest] = this.isSending ? [this.waiting.slice(0, 1), this.waiting.slice(1)] : [[], this.waiting];
    const left = kept.filter(({ id }) => !here.has(id) && !this.done.has(id));
    for (const { id } of left) this.tried.add(id);
    this.waiting = [...sending, ...left, ...rest];
    if (left.length > 0) this.update();
    void this.drain();
  };

  private async orphans(posts: Post[]): Promise<Post[]> {
    const others = [...new Set(posts.flatMap(({ tab }) => (tab && tab !== this.tab ? tab : [])))];
    const alive = new Set<string>();
    for (const tab of others) if (await this.isAlive(tab)) alive.add(tab);
    return posts.filter(({ tab }) => !tab || !alive.has(tab));
  }

  /** Keeps the post and sends it in its turn; a held one waits for `release`, and with it all that come after. */
  add = (post: Omit<Post, "at">, options: { isHeld?: boolean } = {}): void => {
    const entry: Post = { ...post, at: this.now(), tab: this.tab };
    if (options.isHeld) this.heldId = post.id;
    this.waiting = [...this.waiting, entry];
    this.update();
    void this.keep(entry);
  };

  /** Lets a held post go, with what was added to its body meanwhile. */
  release = (addition: Record<string, unknown> = {}): void => {
    const held = this.waiting.find(({ id }) => id === this.heldId);
    this.heldId = null;
    if (!held) return;
    const entry: Post = { ...held, body: { ...held.body, ...addition } };
    this.waiting = this.waiting.map((post) => (post.id === entry.id ? entry : post));
    void this.keep(entry);
  };

  /** Takes back a post that was never sent. False once the server may have seen it. */
  withdraw = (id: string): boolean => {
    if (this.tried.has(id) || !this.waiting.some((post) => post.id === id)) return false;
    if (this.heldId === id) this.heldId = null;
    this.done.add(id);
    this.waiting = this.waiting.filter((post) => post.id !== id);
    this.update();
    void this.store.remove(id).then(this.drain);
    return true;
  };

  retryNow = (): Promise<void> => this.drain();

  /** Sends nothing any more; what waits is kept in the store for the next page of this person. */
  close = (): void => {
    this.isClosed = true;
    clearTimeout(this.timer);
  };

  private async keep(entry: Post): Promise<void> {
    await this.store.put(entry);
    // Withdrawn while it was being written.
    if (!this.waiting.some(({ id }) => id === entry.id)) await this.store.remove(entry.id);
    await this.drain();
  }

  private update(stopped = this.current.stopped): void {
    this.current = { waiting: this.waiting.length, stopped };
    for (const watch of this.watchers) watch();
  }

  private drain = async (): Promise<void> => {
    clearTimeout(this.timer);
    const post = this.waiting[0];
    if (this.isClosed || this.isSending || !post || post.id === this.heldId) return;
    this.isSending = true;
    this.tried.add(post.id);
    const answer = await this.send(post);
    this.isSending = false;
    if (!answer.ok && toRepeat.has(answer.code)) return this.pause();
    // Signed out: everything is kept until this person is back.
    if (!answer.ok && answer.code === "sign-in") return this.update("sign-in");
    await this.settle(post, answer);
    return this.drain();
  };

  private pause(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(this.drain, this.pauses[Math.min(this.failures++, this.pauses.length - 1)]);
    this.update("offline");
  }

  private async settle(post: Post, answer: Answer<unknown>): Promise<void> {
    this.failures = 0;
    this.done.add(post.id);
    this.waiting = this.waiting.filter(({ id }) => id !== post.id);
    await this.store.remove(post.id);
    this.update(null);
    for (const listener of this.listeners) {
      if (answer.ok) listener.onAcknowledged?.(post, answer.value);
      else listener.onRefused?.(post, answer);
    }
  }
}
