import { describe, expect, it } from "vitest";
import type { Answer } from "@/app/_client/api";
import { Outbox } from "@/app/_client/outbox";
import { memoryStore, type Post } from "@/app/_client/outbox-store";

const offline: Answer<unknown> = { ok: false, code: "offline", sentence: "" };
const refused: Answer<unknown> = { ok: false, code: "unknown-task", sentence: "This task is not in the queue." };
const signedOut: Answer<unknown> = { ok: false, code: "sign-in", sentence: "" };
const fine: Answer<unknown> = { ok: true, value: {} };

const answerTo = (id: string): Omit<Post, "at"> => ({ id, kind: "answer", path: "/api/labels/pairs", body: { id } });

/** A server that answers as told, then well; it remembers what it was sent. */
function server(answers: Answer<unknown>[] = []) {
  const sent: Post[] = [];
  const send = async (post: Post) => {
    sent.push(post);
    return answers.shift() ?? fine;
  };
  return { sent, send };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 25));
const quick = [1];

describe("the outbox", () => {
  it("repeats an answer with the same id until the server has acknowledged it", async () => {
    const { sent, send } = server([offline, offline, offline]);
    const outbox = new Outbox({ store: memoryStore(), send, pauses: quick });
    outbox.add(answerTo("a"));
    expect(outbox.state().waiting).toBe(1);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["a", "a", "a", "a"]);
    expect(outbox.state()).toEqual({ waiting: 0, stopped: null });
  });

  it("keeps the order: nothing overtakes what could not be sent", async () => {
    const { sent, send } = server([offline]);
    const outbox = new Outbox({ store: memoryStore(), send, pauses: quick });
    for (const id of ["a", "b", "c"]) outbox.add(answerTo(id));
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["a", "a", "b", "c"]);
  });

  it("sends after a reload what the page before left behind", async () => {
    const store = memoryStore();
    const before = new Outbox({ store, send: async () => offline, pauses: [60_000] });
    before.add(answerTo("left"));
    await settle();
    const { sent, send } = server();
    const after = new Outbox({ store, send });
    await after.load();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["left"]);
    expect(await store.all()).toEqual([]);
  });

  it("sends nothing any more once it is closed, and keeps what waits for the next page", async () => {
    const store = memoryStore();
    const { sent, send } = server([offline]);
    const outbox = new Outbox({ store, send, pauses: quick });
    outbox.add(answerTo("a"));
    outbox.close();
    await settle();
    expect(sent).toEqual([]);
    expect((await store.all()).map(({ id }) => id)).toEqual(["a"]);
  });

  it("keeps everything while this person is signed out", async () => {
    const { sent, send } = server([signedOut]);
    const outbox = new Outbox({ store: memoryStore(), send, pauses: quick });
    outbox.add(answerTo("a"));
    outbox.add(answerTo("b"));
    await settle();
    expect(outbox.state()).toEqual({ waiting: 2, stopped: "sign-in" });
    outbox.retryNow();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["a", "a", "b"]);
    expect(outbox.state()).toEqual({ waiting: 0, stopped: null });
  });

  it("tells of an answer that was refused and goes on with the next", async () => {
    const { sent, send } = server([refused]);
    const told: string[] = [];
    const outbox = new Outbox({ store: memoryStore(), send });
    outbox.listen({ onRefused: (post, failure) => told.push(`${post.id}: ${failure.sentence}`) });
    outbox.add(answerTo("a"));
    outbox.add(answerTo("b"));
    await settle();
    expect(told).toEqual(["a: This task is not in the queue."]);
    expect(sent.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("holds an answer for its reason and sends both as one", async () => {
    const { sent, send } = server();
    const outbox = new Outbox({ store: memoryStore(), send });
    outbox.add(answerTo("a"), { isHeld: true });
    await settle();
    expect(sent).toEqual([]);
    outbox.release({ reason: "colour" });
    await settle();
    expect(sent.map(({ body }) => body)).toEqual([{ id: "a", reason: "colour" }]);
  });

  it("takes back only what the server cannot have seen", async () => {
    const { sent, send } = server([offline]);
    const outbox = new Outbox({ store: memoryStore(), send, pauses: [60_000] });
    outbox.add(answerTo("tried"));
    outbox.add(answerTo("new"));
    await settle();
    expect(outbox.withdraw("tried")).toBe(false);
    expect(outbox.withdraw("new")).toBe(true);
    expect(outbox.posts().map(({ id }) => id)).toEqual(["tried"]);
    expect(sent.map(({ id }) => id)).toEqual(["tried"]);
  });

  it("leaves alone what a living tab wrote, and sends it once that tab is gone", async () => {
    const { sent, send } = server();
    const store = memoryStore();
    await store.put({ ...answerTo("theirs"), at: 1, tab: "other" });
    await store.put({ ...answerTo("ours"), at: 2, tab: "this" });
    let isOtherAlive = true;
    const outbox = new Outbox({ store, send, tab: "this", isAlive: async () => isOtherAlive });
    await outbox.load();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["ours"]);
    isOtherAlive = false;
    await outbox.load();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(["ours", "theirs"]);
    expect(await store.all()).toEqual([]);
  });

  it("can still take back what was never sent after it has looked for what others left", async () => {
    const { sent, send } = server();
    const outbox = new Outbox({ store: memoryStore(), send, tab: "this" });
    outbox.add(answerTo("a"), { isHeld: true });
    await settle();
    await outbox.load();
    expect(outbox.withdraw("a")).toBe(true);
    await settle();
    expect(sent).toEqual([]);
  });
});
