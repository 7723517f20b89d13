import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { chooseStore } from "@/lib/recommend/neighbours/pgvector/choose-store";
import { storeCard, storeInForce } from "@/lib/recommend/neighbours/pgvector/data";
import { makeAllowed } from "@/tests/support/factories";

const admin = await makeAllowed("admin", "administer");

it("a server without pgvector refuses it in a sentence, and nothing is made or set", async () => {
  expect(await storeCard()).toEqual({ chosen: "memory", isThere: false, isMade: false });
  expect(await chooseStore(admin, { store: "pgvector" })).toMatchObject({
    ok: false,
    code: "unavailable",
    detail: expect.stringMatching(/^This Postgres has no pgvector\. .*stay with memory\.$/),
  });
  expect(await storeCard()).toEqual({ chosen: "memory", isThere: false, isMade: false });
  expect(await db().auditEntry.count({ where: { action: "settings.changed" } })).toBe(0);
});

it("memory can be chosen at any time, and choosing it twice writes nothing", async () => {
  expect(await chooseStore(admin, { store: "memory" })).toEqual({ ok: true, value: { store: "memory" } });
  expect(await db().auditEntry.count({ where: { action: "settings.changed" } })).toBe(0);
});

it("where a backup was restored on a server without it, memory answers though pgvector was chosen", async () => {
  await db().setting.create({ data: { key: "neighbours.store", value: { store: "pgvector" } } });
  expect(await storeInForce()).toBe("memory");
  expect(await chooseStore(admin, { store: "memory" })).toMatchObject({ ok: true });
  expect(await db().auditEntry.count({ where: { action: "settings.changed" } })).toBe(1);
});
