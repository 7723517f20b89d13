import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { recordAudits } from "@/lib/audit/record";
import { db, inTx } from "@/lib/db";
import { trailCsv, trailPage } from "@/lib/trail/data";
import { TrailRequest, trailPageSize } from "@/lib/trail/schema";
import { retrainKey } from "@/lib/training/retrain/schema";
import { makeAllowed, makeProduct, makeUser } from "@/tests/support/factories";

const entries = trailPageSize * 2 + 7;
let actor: { id: string; name: string };
let productId: string;

/** One decision about many products is one moment: what pages must not lose or repeat. */
beforeAll(async () => {
  actor = await makeUser("reviewer");
  productId = (await makeProduct({ title: "Linen blazer" })).id;
  const changes = Array.from({ length: entries - 1 }, () => ({
    subjectId: `sku-${randomUUID()}`,
    after: { category: 3 },
  }));
  await inTx((tx) =>
    recordAudits(
      tx,
      { actor: { kind: "user", id: actor.id, name: actor.name }, action: "product.fixed", subject: "Product" },
      [...changes, { subjectId: productId, before: { name: "=1+1" }, after: { name: "Blazer" } }] as never,
    ),
  );
  await inTx((tx) =>
    recordAudits(tx, { actor: { kind: "job", name: "train" }, action: "run.started", subject: "Run" }, [
      { subjectId: randomUUID() },
    ]),
  );
});

const by = () => makeAllowed("manager", "oversee");

it("pages through a thousand changes of one moment, each once, the newest first", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await trailPage(await by(), { who: actor.id, after });
    seen.push(...page.entries.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(entries);
  expect(seen.length).toBe(entries);
});

it("shows one product's changes under the name that it has now", async () => {
  const page = await trailPage(await by(), { of: productId });
  expect(page.entries).toMatchObject([
    { action: "product.fixed", subjectName: "Linen blazer", who: { name: actor.name }, after: { name: "Blazer" } },
  ]);
});

it("filters by who, by what and by day", async () => {
  const manager = await by();
  expect((await trailPage(manager, { who: "job" })).entries.map(({ action }) => action)).toEqual(["run.started"]);
  expect((await trailPage(manager, { what: "run" })).entries).toHaveLength(1);
  expect((await trailPage(manager, { what: "user.added" })).entries).toHaveLength(0);
  const today = (await db().$queryRaw<{ day: string }[]>`SELECT (now() AT TIME ZONE 'UTC')::date::text AS day`)[0]!.day;
  expect((await trailPage(manager, { what: "run", from: today, to: today })).entries).toHaveLength(1);
  expect((await trailPage(manager, { what: "run", to: "2000-01-01" })).entries).toHaveLength(0);
});

it("cuts its days on the house's clock", async () => {
  const manager = await by();
  await db().setting.create({ data: { key: retrainKey, value: { timeZone: "Pacific/Kiritimati" } } });
  const [{ day, before }] = await db().$queryRaw<[{ day: string; before: string }]>`
    SELECT d::text AS day, (d - 1)::text AS before FROM (SELECT (now() AT TIME ZONE 'Pacific/Kiritimati')::date AS d) today`;
  const runsOn = async (one: string) => (await trailPage(manager, { what: "run", from: one, to: one })).entries.length;
  expect([await runsOn(day), await runsOn(before)]).toEqual([1, 0]);
  await db().setting.delete({ where: { key: retrainKey } });
});

it("comes as CSV with the same filters, its cells harmless to a spreadsheet", async () => {
  const parts: Uint8Array[] = [];
  for await (const part of trailCsv(await by(), { of: productId })) parts.push(part);
  const [header, row, ...rest] = Buffer.concat(parts).toString("utf8").trim().split("\n");
  expect(header).toBe("at,actor_kind,actor_id,actor,action,subject,subject_id,before,after");
  expect(row).toContain(productId);
  expect(row).not.toMatch(/,=/);
  expect(rest).toEqual([]);
});

it("refuses what it does not know", () => {
  expect(TrailRequest.safeParse({ what: "weather" }).success).toBe(false);
  expect(TrailRequest.safeParse({ who: "nobody" }).success).toBe(false);
  expect(TrailRequest.safeParse({ from: "yesterday" }).success).toBe(false);
});
