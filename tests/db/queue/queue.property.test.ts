import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { recordSetJudgement } from "@/lib/labels/record-set-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { checkQueue, expectedLease, expectedSet, readQueue, takeableFor } from "./queue-invariants";
import { cutConnections, freeingKinds, makeWorld, type Step, stepKinds, take, type World } from "./queue-world";

const people = 4;
const step = fc.record({
  kind: fc.constantFrom(
    ...stepKinds,
    "lease",
    "lease",
    "lose",
    "answer",
    "answer",
    "answerTwice",
    "leaseSets",
    "answerSet",
  ) as fc.Arbitrary<Step["kind"]>,
  tab: fc.nat(2 * people - 1),
  pick: fc.nat(99),
  count: fc.integer({ min: 1, max: 3 }),
});
/** Steps that run at once, and whether every connection is cut in the midst of them. */
const moment = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 8 }), isCut: fc.boolean() });
const history = fc.array(moment, { minLength: 3, maxLength: 10 });

/** Runs a moment; a step may fail only where connections were cut, and its answer then waits in the outbox. */
async function run(world: World, { steps, isCut }: { steps: Step[]; isCut: boolean }): Promise<void> {
  const under = Promise.allSettled(steps.map((one) => take(world, one)));
  if (isCut) await cutConnections();
  const results = await under;
  // The next moment begins with fresh connections, as a restarted server does.
  if (isCut) await closeDb();
  const failed = results.filter((result) => result.status === "rejected");
  if (!isCut) expect(failed.map((result) => String(result.reason))).toEqual([]);
}

/** Tasks given out twice at one moment although nothing freed any. */
function givenTwice(world: World, { steps }: { steps: Step[] }): string[] {
  if (steps.some((one) => freeingKinds.has(one.kind))) return [];
  const holders = new Map<string, Set<string>>();
  for (const { tab, taskIds } of world.served) {
    for (const id of taskIds) holders.set(id, (holders.get(id) ?? new Set()).add(tab.leaseToken));
  }
  return [...holders].filter(([, tabs]) => tabs.size > 1).map(([id]) => id);
}

async function settleOutboxes(world: World): Promise<void> {
  for (const [tab] of world.tabs.entries()) await take(world, { kind: "resend", tab, pick: 0, count: 1 });
  for (const tab of world.tabs) {
    const { labels } = await readQueue(world);
    const mine = tab.outbox.filter((judgement) => !labels.some((label) => label.id === judgement.id));
    // What the server refused as judged already is not stored; every other answer is.
    for (const judgement of mine) expect(world.acknowledged.has(judgement.id)).toBe(false);
  }
}

describe("the queue, with many clients at once", () => {
  it("holds its invariants through any interleaving, lost connections included", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (moments) => {
        const world = await makeWorld(8, people);
        for (const now of moments) {
          world.served = [];
          await run(world, now);
          if (!now.isCut) expect(givenTwice(world, now)).toEqual([]);
          checkQueue(world, await readQueue(world));
        }
        await settleOutboxes(world);
        checkQueue(world, await readQueue(world));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);

  it("whoever asks alone gets exactly the best that they may have, whatever happened before", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(2 * people - 1), fc.integer({ min: 1, max: 5 }), async (moments, at, count) => {
        const world = await makeWorld(8, people);
        for (const { steps } of moments) await run(world, { steps, isCut: false });
        const tab = world.tabs[at]!;
        const expected = expectedLease(tab, count, await readQueue(world));
        const { tasks } = await leasePairs(tab.by, { leaseToken: tab.leaseToken, count });
        expect(tasks.map((task) => task.taskId)).toEqual(expected);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);

  it("whoever asks alone for a set gets the best pair with what shares a garment, whatever happened before", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(2 * people - 1), async (moments, at) => {
        const world = await makeWorld(10, people);
        for (const { steps } of moments) await run(world, { steps, isCut: false });
        const tab = { ...world.tabs[at]!, leaseToken: randomUUID() };
        const expected = expectedSet(tab, await readQueue(world));
        const { sets } = await leaseSets(tab.by, { leaseToken: tab.leaseToken, count: 1 });
        expect(sets.flatMap((set) => set.candidates.map(({ taskId }) => taskId))).toEqual(expected);
        const pairs = await leasePairs(tab.by, { leaseToken: tab.leaseToken, count: 20 });
        expect(pairs.tasks.filter(({ taskId }) => expected.includes(taskId))).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);

  it("undoing a set and answering it anew leaves the queue as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(15), async (at, chosen) => {
        const world = await makeWorld(8, 1);
        const tab = world.tabs[0]!;
        const { sets } = await leaseSets(tab.by, { leaseToken: tab.leaseToken, count: 1 });
        const [set] = sets;
        const judge = () => ({
          id: set!.setId,
          answers: set!.candidates.map(({ taskId, shownSwapped }, place) => ({
            id: randomUUID(),
            taskId,
            isChosen: (chosen >> place) % 2 === 1,
            shownSwapped,
          })),
          elapsedMs: 1,
        });
        const entries = async () => (await readQueue(world)).entries;
        const open = await entries();
        const first = judge();
        await recordSetJudgement(tab.by, first);
        const done = await entries();
        await undoLabel(tab.by, { labelId: first.answers[at % first.answers.length]!.id });
        expect(await entries()).toEqual(open);
        expect(await leaseSets(tab.by, { leaseToken: tab.leaseToken, count: 1 })).toMatchObject({
          sets: [{ setId: set!.setId }],
        });
        await recordSetJudgement(tab.by, judge());
        expect(await entries()).toEqual(done);
        checkQueue(world, await readQueue(world));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  it("no takeable task is passed over for a lower one when everyone asks at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 2 * people }),
        async (counts) => {
          const world = await makeWorld(10, people);
          const before = await readQueue(world);
          await run(world, {
            steps: counts.map((count, tab) => ({ kind: "lease", tab, pick: 0, count })),
            isCut: false,
          });
          const after = await readQueue(world);
          const rankOf = new Map(after.entries.map((entry) => [entry.taskId, entry.rank]));
          for (const { tab, taskIds } of world.served) {
            const worst = Math.max(...taskIds.map((id) => rankOf.get(id)!));
            const stillFree = new Set(takeableFor(tab.by.userId, after));
            const passedOver = takeableFor(tab.by.userId, before).filter(
              (id) => stillFree.has(id) && rankOf.get(id)! < worst,
            );
            expect(passedOver).toEqual([]);
          }
          expect(givenTwice(world, { steps: [] })).toEqual([]);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 240_000);

  it("undo and the same answer anew leave the queue as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(5), async (count, pick) => {
        const world = await makeWorld(6, 2);
        const tab = world.tabs[0]!;
        const { tasks } = await leasePairs(tab.by, { leaseToken: tab.leaseToken, count });
        const taskId = tasks[pick % tasks.length]!.taskId;
        const judge = (id: string) =>
          recordPairJudgement(tab.by, { id, taskId, verdict: "fits", shownSwapped: false, elapsedMs: 1 });
        const view = async () => {
          const queue = await readQueue(world);
          return {
            entries: queue.entries,
            open: queue.tasks
              .filter((task) => !task.doneAt)
              .map((task) => task.id)
              .sort(),
          };
        };
        const labelId = randomUUID();
        const open = await view();
        await judge(labelId);
        const done = await view();
        await undoLabel(tab.by, { labelId });
        expect(await view()).toEqual(open);
        await judge(randomUUID());
        expect(await view()).toEqual(done);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);
});
