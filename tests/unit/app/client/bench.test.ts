import { describe, expect, it, vi } from "vitest";
import type { Answer } from "@/app/_client/api";
import { Bench, type BenchPort, handful, lookAgainMs, settleMs } from "@/app/_client/bench";
import type { Lease } from "@/app/_client/bench-state";
import type { Shelf } from "@/app/_client/kept-tasks";
import { Outbox } from "@/app/_client/outbox";
import { memoryStore, type Post } from "@/app/_client/outbox-store";

type Task = { taskId: string };
const offline: Answer<never> = { ok: false, code: "offline", sentence: "Toile can't be reached." };
const settle = () => new Promise((resolve) => setTimeout(resolve, 15));

/** A small queue on the other side: it leases what is open and closes what is answered. */
function house(
  size: number,
  options: { sends?: (post: Post) => Answer<unknown>; ahead?: () => number; shelf?: Shelf<Task> } = {},
) {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
  const open = names(size);
  const sent: Post[] = [];
  const released: string[] = [];
  const leased: { count: number; isTrip: boolean }[] = [];
  let clock = 0;
  let isReachable = true;
  const send = async (post: Post): Promise<Answer<unknown>> => {
    sent.push(post);
    const taskId = String(post.body.taskId);
    if (post.kind !== "undo" && open.includes(taskId)) open.splice(open.indexOf(taskId), 1);
    if (post.kind === "undo") open.unshift("t0");
    return options.sends?.(post) ?? { ok: true, value: {} };
  };
  const port: BenchPort<Task> = {
    answerPath: "/api/labels/pairs",
    lease: async (count, { isTrip }): Promise<Answer<Lease<Task>>> => {
      leased.push({ count, isTrip });
      return isReachable
        ? {
            ok: true,
            value: { tasks: open.slice(0, count).map((taskId) => ({ taskId })), rankedBy: null, open: open.length },
          }
        : offline;
    },
    trip: {
      size: 12,
      keep: async (tasks, onProgress) => onProgress(tasks.length, tasks.length),
    },
    recent: async () => ({ ok: true, value: { today: 7, labels: [] } }),
    release: (taskIds) => void released.push(...taskIds),
    prepare: () => {},
    undoBody: (labelId) => ({ labelId }),
  };
  const outbox = new Outbox({ store: memoryStore(), send, pauses: [1] });
  const { ahead, shelf } = options;
  const bench = new Bench({ port, outbox, ahead, shelf, now: () => clock });
  const look = () => {
    const task = bench.state().queue[0];
    if (task) bench.painted(task.taskId);
    clock += settleMs;
  };
  return {
    bench,
    outbox,
    sent,
    released,
    leased,
    look,
    pass: (ms: number) => (clock += ms),
    refill: (count: number) => open.push(...names(count)),
    reach: (is: boolean) => (isReachable = is),
  };
}

describe("the bench", () => {
  it("has the next three ready behind the one on the screen", async () => {
    const { bench } = house(20);
    await bench.start();
    expect(bench.state()).toMatchObject({ phase: "ready", today: 7 });
    expect(bench.state().queue).toHaveLength(handful);
  });

  it("counts no answer before the photos are painted and 150 ms have passed", async () => {
    const { bench, pass } = house(5);
    await bench.start();
    expect(bench.answer("fits")).toBe(false);
    bench.painted("t0");
    pass(settleMs - 1);
    expect(bench.answer("fits")).toBe(false);
    pass(1);
    expect(bench.answer("fits")).toBe(true);
    expect(bench.answer("fits")).toBe(false);
  });

  it("shows an answer as taken at once and never shows the same task twice", async () => {
    const { bench, look, sent } = house(6);
    await bench.start();
    const seen: string[] = [];
    while (bench.state().queue[0]) {
      seen.push(bench.state().queue[0]!.taskId);
      look();
      expect(bench.answer("fits")).toBe(true);
      await settle();
    }
    expect(seen).toEqual(["t0", "t1", "t2", "t3", "t4", "t5"]);
    expect(sent).toHaveLength(6);
    expect(bench.state()).toMatchObject({ phase: "empty", today: 13 });
  });

  it("sends a clash with the reason that follows it, and without one when the next answer comes first", async () => {
    const { bench, look, sent } = house(9);
    await bench.start();
    look();
    bench.answer("clashes", {}, { wantsReason: true });
    await settle();
    expect(sent).toEqual([]);
    bench.giveReason("fabric");
    look();
    bench.answer("unsure", {}, { wantsReason: true });
    look();
    bench.answer("fits");
    await settle();
    expect(sent.map(({ body }) => [body.verdict, body.reason])).toEqual([
      ["clashes", "fabric"],
      ["unsure", undefined],
      ["fits", undefined],
    ]);
  });

  it("undoes an answer that was never sent without asking the server", async () => {
    const { bench, look, sent } = house(9);
    await bench.start();
    look();
    bench.answer("clashes", {}, { wantsReason: true });
    bench.undo();
    await settle();
    expect(sent).toEqual([]);
    expect(bench.state().queue[0]).toEqual({ taskId: "t0" });
    expect(bench.state()).toMatchObject({ today: 7, trail: [], wanting: null });
  });

  it("undoes a stored answer and takes the new one after it, under a new id", async () => {
    const { bench, look, sent } = house(9);
    await bench.start();
    look();
    bench.answer("fits");
    await settle();
    bench.undo();
    look();
    bench.answer("unsure");
    await settle();
    expect(sent.map(({ kind }) => kind)).toEqual(["answer", "undo", "answer"]);
    expect(sent[1]?.body.labelId).toBe(sent[0]?.id);
    expect(sent[2]?.body.taskId).toBe("t0");
    expect(sent[2]?.id).not.toBe(sent[0]?.id);
  });

  it("goes ten back and no further", async () => {
    const { bench, look } = house(20);
    await bench.start();
    for (let index = 0; index < 12; index++) {
      look();
      bench.answer("fits");
      await settle();
    }
    expect(bench.state().trail).toHaveLength(10);
  });

  it("says what the server could not take, and goes on", async () => {
    const sends = (): Answer<unknown> => ({
      ok: false,
      code: "unknown-task",
      sentence: "This task is not in the queue.",
    });
    const { bench, look } = house(5, { sends });
    await bench.start();
    look();
    bench.answer("fits");
    await settle();
    expect(bench.state().message).toBe("This task is not in the queue.");
    expect(bench.state().trail).toEqual([]);
    expect(bench.state().queue[0]).toEqual({ taskId: "t1" });
  });

  it("fails with a sentence when nothing can be leased, and recovers", async () => {
    const { bench, reach } = house(5);
    reach(false);
    await bench.start();
    expect(bench.state()).toMatchObject({ phase: "failed", failure: { sentence: "Toile can't be reached." } });
    reach(true);
    await bench.retry();
    expect(bench.state().phase).toBe("ready");
  });

  it("looks again by itself while the queue is empty", async () => {
    vi.useFakeTimers();
    const { bench, refill } = house(0);
    await bench.start();
    expect(bench.state().phase).toBe("empty");
    refill(2);
    await vi.advanceTimersByTimeAsync(lookAgainMs);
    expect(bench.state()).toMatchObject({ phase: "ready", queue: [{ taskId: "t0" }, { taskId: "t1" }] });
    bench.stop();
    vi.useRealTimers();
  });

  it("gives back on leaving what is not answered", async () => {
    const { bench, look, released } = house(9);
    await bench.start();
    look();
    bench.answer("fits");
    await settle();
    bench.stop();
    expect(released).toEqual(["t1", "t2", "t3", "t4"]);
  });

  it("holds as many ahead as the link needs, and asks for a third of them at a time", async () => {
    const { bench, look, leased } = house(60, { ahead: () => 29 });
    await bench.start();
    expect(bench.state().queue).toHaveLength(30);
    for (let index = 0; index < 10; index++) {
      look();
      bench.answer("fits");
      await settle();
    }
    expect(leased.length, "no request for each answer").toBeLessThanOrEqual(2);
    look();
    bench.answer("fits");
    await settle();
    expect(bench.state().queue.length).toBeGreaterThanOrEqual(29);
  });

  it("takes a long queue along, keeps it on leaving, and gives the rest back when asked", async () => {
    const { bench, look, leased, released, sent } = house(40);
    await bench.start();
    await bench.takeAlong();
    expect(leased.at(-1)).toEqual({ count: 12, isTrip: true });
    expect(bench.state()).toMatchObject({ trip: { phase: "ready", photos: 12, photosKept: 12 } });
    look();
    bench.answer("fits");
    await settle();
    bench.giveBackRest();
    await settle();
    expect(bench.state().trip).toBeNull();
    expect(bench.state().queue).toHaveLength(handful);
    expect(sent.find(({ kind }) => kind === "release")?.body.taskIds).toHaveLength(11 - handful);
    await bench.takeAlong();
    bench.stop();
    expect(released).toEqual([]);
  });

  it("says so when nothing can be taken along, and goes on as before", async () => {
    const { bench, reach } = house(9);
    await bench.start();
    reach(false);
    await bench.takeAlong();
    expect(bench.state()).toMatchObject({ trip: null, message: "Toile can't be reached." });
  });

  it("shows what lies on this device when the queue can't be reached, less what is answered already", async () => {
    const kept = { tasks: [{ taskId: "t0" }, { taskId: "t1" }, { taskId: "t2" }], isTrip: true, since: 5 };
    const nothing = async () => {};
    const shelf: Shelf<Task> = { load: async () => kept, put: nothing, remove: nothing, only: nothing };
    const { bench, reach, outbox } = house(9, { shelf, sends: () => offline });
    reach(false);
    outbox.add({ id: "a", kind: "answer", path: "/api/labels/pairs", body: { taskId: "t0" } });
    await bench.start();
    expect(bench.state()).toMatchObject({ phase: "ready", queue: [{ taskId: "t1" }, { taskId: "t2" }] });
    expect(bench.state().trip).toMatchObject({ since: 5 });
  });

  it("asks for all that was taken along when it is opened again with a network", async () => {
    const tasks = Array.from({ length: 9 }, (_, index) => ({ taskId: `t${index}` }));
    const nothing = async () => {};
    const shelf: Shelf<Task> = {
      load: async () => ({ tasks, isTrip: true, since: 5 }),
      put: nothing,
      remove: nothing,
      only: nothing,
    };
    const { bench, leased } = house(20, { shelf });
    await bench.start();
    expect(leased[0]).toEqual({ count: 9, isTrip: true });
    expect(bench.state().queue).toHaveLength(9);
  });
});
