import { expect } from "vitest";
import { db } from "@/lib/db";
import type { World } from "./queue-world";

export type Snapshot = Awaited<ReturnType<typeof readQueue>>;

/** The queue as the database has it now. */
export async function readQueue(world: World) {
  const among = { taskId: { in: world.taskIds } };
  const [tasks, labels, skips, live] = await Promise.all([
    db().task.findMany({ where: { id: { in: world.taskIds } }, include: { pair: true } }),
    db().label.findMany({ where: among }),
    db().taskSkip.findMany({ where: among }),
    db().liveRanking.findUniqueOrThrow({ where: { head: "compatibility" } }),
  ]);
  const entries = await db().rankEntry.findMany({
    where: { ...among, rankingId: live.rankingId },
    orderBy: [{ rank: "asc" }, { taskId: "asc" }],
  });
  return { tasks, labels, skips, entries, now: new Date() };
}

type Task = Snapshot["tasks"][number];
const isHeld = (task: Task, now: Date) => task.doneAt === null && task.leasedUntil !== null && task.leasedUntil > now;
const isFree = (task: Task, now: Date) => task.doneAt === null && task.withdrawnAt === null && !isHeld(task, now);

/** Ids that this person may be given, best first, by the rules as written down and not by the statement under test. */
export function takeableFor(userId: string, { tasks, labels, skips, entries, now }: Snapshot): string[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const skipped = new Set(
    skips.filter((skip) => skip.userId === userId && skip.until > now).map((skip) => byId.get(skip.taskId)!.subjectId),
  );
  const judged = new Set(
    labels.filter((label) => label.userId === userId && !label.supersededAt).map((label) => label.subjectId),
  );
  return entries
    .map((entry) => entry.taskId)
    .filter((id) => {
      const task = byId.get(id)!;
      const siblings = tasks.filter((other) => other.subjectId === task.subjectId && other.id !== id);
      return (
        isFree(task, now) &&
        !skipped.has(task.subjectId) &&
        !judged.has(task.subjectId) &&
        !siblings.some((other) => other.leasedById === userId) &&
        !siblings.some((other) => other.slot < task.slot && isFree(other, now))
      );
    });
}

/** What a tab that asks for `count` must get when nobody else is asking. */
export function expectedLease({ by, leaseToken }: World["tabs"][number], count: number, queue: Snapshot): string[] {
  const rankOf = new Map(queue.entries.map((entry) => [entry.taskId, entry.rank]));
  const own = queue.tasks
    .filter((task) => task.leasedById === by.userId && task.leaseToken === leaseToken && isHeld(task, queue.now))
    .filter((task) => task.setId === null)
    .sort((a, b) => (rankOf.get(a.id) ?? -1) - (rankOf.get(b.id) ?? -1) || (a.id < b.id ? -1 : 1))
    .map((task) => task.id)
    .slice(0, count);
  return [...own, ...takeableFor(by.userId, queue).slice(0, count - own.length)];
}

/** The new set that a tab must get when it holds none and nobody else is asking: the best ranked task that it may take,
 *  then by rank up to three more that share whichever of its garments more of them share. */
export function expectedSet({ by }: World["tabs"][number], queue: Snapshot): string[] {
  const pairOf = new Map(queue.tasks.map((task) => [task.id, [task.pair!.productAId, task.pair!.productBId]]));
  const ranked = new Set(
    queue.tasks.filter((task) => task.slice === "ranked" && task.slot === 0).map((task) => task.id),
  );
  const [best, ...others] = takeableFor(by.userId, queue).filter((id) => ranked.has(id));
  if (!best) return [];
  const along = pairOf
    .get(best)!
    .map((garment) => others.filter((id) => pairOf.get(id)!.includes(garment)).slice(0, 3));
  return [best, ...(along[0]!.length >= along[1]!.length ? along[0]! : along[1]!)];
}

/** What must hold whenever nothing is under way. */
export function checkQueue(world: World, { tasks, labels, entries, now }: Snapshot): void {
  const stored = new Set(labels.map((label) => label.id));
  expect(
    [...world.acknowledged].filter((id) => !stored.has(id)),
    "acknowledged and not stored",
  ).toEqual([]);
  const standing = labels.filter((label) => !label.supersededAt);
  for (const task of tasks) {
    const closing = standing.filter((label) => label.taskId === task.id && !label.isLate);
    expect(closing.length, "a done task has the one answer that closed it, an open one none").toBe(task.doneAt ? 1 : 0);
    if (closing[0]) expect(closing[0].userId, "only its last holder closes a task").toBe(task.leasedById);
    if (!task.doneAt)
      expect(
        entries.some((entry) => entry.taskId === task.id),
        "an open task has a place",
      ).toBe(true);
  }
  const opinions = standing.map((label) => `${label.userId} ${label.subjectId} ${label.occasion}`);
  expect(new Set(opinions).size, "one opinion a person and subject").toBe(opinions.length);
  const looking = tasks.filter((task) => isHeld(task, now)).map((task) => `${task.leasedById} ${task.subjectId}`);
  expect(new Set(looking).size, "nobody holds both blind slots").toBe(looking.length);
  const revised = new Set(labels.flatMap((label) => label.revisesId ?? []));
  expect(
    standing.filter((label) => revised.has(label.id)),
    "a revised answer does not stand",
  ).toEqual([]);
  expect(
    standing.filter((label) => world.undone.has(label.id)),
    "undone and standing",
  ).toEqual([]);
  const together = new Map<string, Set<boolean>>();
  for (const { setId, userId, createdAt, supersededAt, id } of labels) {
    if (!setId || revised.has(id)) continue;
    // What was answered in one statement is of one time.
    const key = `${setId} ${userId} ${createdAt.getTime()}`;
    together.set(key, (together.get(key) ?? new Set()).add(supersededAt === null));
  }
  expect(
    [...together.values()].filter((states) => states.size > 1),
    "a set is undone whole",
  ).toEqual([]);
  const inSets = tasks.filter((task) => isHeld(task, now) && task.setId !== null);
  expect(
    inSets.filter((task) => task.slice !== "ranked"),
    "random checks are in no set",
  ).toEqual([]);
}
