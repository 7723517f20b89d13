import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { myLabels } from "@/lib/labels/data";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { MyLabelsQuery } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { makeAllowed, makePair, makePairQueue, makeProduct, makeRanking, makeTask } from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
type By = Awaited<ReturnType<typeof stylist>>;
const query = (change: Partial<MyLabelsQuery> = {}) => MyLabelsQuery.parse(change);

async function judge(by: By, taskId: string, change: { verdict?: "fits" | "clashes"; note?: string } = {}) {
  const id = randomUUID();
  const answer = { id, taskId, verdict: "fits" as const, shownSwapped: false, elapsedMs: 800, ...change };
  const result = await recordPairJudgement(by, answer);
  if (!result.ok) throw new Error(result.code);
  return id;
}

async function judged(count: number) {
  const { taskIds } = await makePairQueue(count);
  const by = await stylist();
  await leasePairs(by, { leaseToken: randomUUID(), count });
  const ids: string[] = [];
  for (const taskId of taskIds) ids.push(await judge(by, taskId));
  return { by, ids };
}

describe("my answers", () => {
  it("pages through them newest first; what is answered meanwhile shifts nothing", async () => {
    const { by, ids } = await judged(5);
    const first = await myLabels(by, query({ limit: 2 }));
    expect(first.labels.map((label) => label.id)).toEqual([ids[4], ids[3]]);
    const { taskIds } = await makePairQueue(1);
    await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
    await judge(by, taskIds[0]!);
    const second = await myLabels(by, query({ limit: 2, before: first.next! }));
    expect(second.labels.map((label) => label.id)).toEqual([ids[2], ids[1]]);
    const last = await myLabels(by, query({ limit: 2, before: second.next! }));
    expect(last).toMatchObject({ labels: [{ id: ids[0] }], next: null });
  });

  it("leaves out what was undone and what others answered", async () => {
    const { by, ids } = await judged(2);
    await judged(1);
    await undoLabel(by, { labelId: ids[1]! });
    expect((await myLabels(by, query())).labels.map((label) => label.id)).toEqual([ids[0]]);
  });

  it("searches titles, ids and notes by every word, whatever signs it holds", async () => {
    const by = await stylist();
    const blazer = await makeProduct({ title: "Linen blazer", id: `SKU-${randomUUID()}` });
    const skirt = await makeProduct({ title: "Pleated skirt 100% wool" });
    const pairs = [await makePair({ productAId: blazer.id }), await makePair({ productAId: skirt.id })];
    const taskIds = [];
    for (const pair of pairs) taskIds.push((await makeTask({ pairId: pair.id })).id);
    await makeRanking(taskIds);
    await leasePairs(by, { leaseToken: randomUUID(), count: 2 });
    const [first, second] = [await judge(by, taskIds[0]!), await judge(by, taskIds[1]!, { note: "Ask Ana_B" })];
    const found = async (q: string) => (await myLabels(by, query({ q }))).labels.map((label) => label.id);
    expect(await found("blazer LINEN")).toEqual([first]);
    expect(await found(blazer.id)).toEqual([first]);
    expect(await found("100%")).toEqual([second]);
    expect(await found("ana_b")).toEqual([second]);
    expect(await found("a%a")).toEqual([]);
    expect(await found("blazer wool")).toEqual([]);
  });

  it("picks one verdict, and shows both garments as they were shown", async () => {
    const { by } = await judged(1);
    const { taskIds } = await makePairQueue(1);
    await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
    const id = await judge(by, taskIds[0]!, { verdict: "clashes", note: "no" });
    const { labels } = await myLabels(by, query({ verdict: "clashes" }));
    const { pair } = await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! }, include: { pair: true } });
    expect(labels).toMatchObject([
      {
        id,
        verdict: "clashes",
        note: "no",
        revisable: true,
        anchor: { id: pair!.productAId },
        candidate: { id: pair!.productBId },
      },
    ]);
  });
});
