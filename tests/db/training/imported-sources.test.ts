import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importBehaviourPairs } from "@/lib/catalogue/import-behaviour-pairs";
import { importJudgedPairs } from "@/lib/catalogue/import-judged-pairs";
import { importStock } from "@/lib/catalogue/import-stock";
import { db } from "@/lib/db";
import { freezeSnapshot } from "@/lib/training/snapshot/freeze-snapshot";
import { asSystem } from "@/lib/users/allow";
import { decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { makeTinyHouse } from "../../support/tiny-house";

const by = asSystem("commandLine", "test");
let folder: string;
let ids: string[];
let heldOut: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-pairs-"));
  await makeTinyHouse({ outfits: 4 });
  const rows = await db().product.findMany({ orderBy: { id: "asc" }, where: { outfits: { none: {} } } });
  ids = rows.filter((row) => !row.isHoldout).map((row) => row.id);
  heldOut = rows.find((row) => row.isHoldout)!.id;
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (rows: (string | number)[][], name = "table.csv") => {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => row.join()).join("\n"));
  return path;
};
const freeze = async () => decodeCompatibilityDataset((await freezeSnapshot("compatibility"))!.bytes);

it("shoppers' pairs are added up in either order, come again without a change, and are weak positives of their own source", async () => {
  const [a, b, c] = ids as [string, string, string];
  const rows = [
    ["a", "b", "kind", "count"],
    [a, b, "basket", 1],
    [b, a, "bought", 2],
    [a, c, "session", 1],
    [a, heldOut, "session", 9],
  ];
  const faulty = [
    [a, a, "basket", 1],
    [a, "nobody", "basket", 1],
    [a, b, "gift", 1],
    [a, b, "basket", 0],
  ];
  const given = { file: file([...rows, ...faulty]), source: "web shop" };
  const before = await freeze();
  const first = await importBehaviourPairs(by, given);
  expect(first).toMatchObject({ ok: true, value: { rows: 8, added: 3, refused: 4 } });
  expect(await importBehaviourPairs(by, given)).toMatchObject({ value: { added: 0, changed: 0, unchanged: 3 } });
  const after = await freeze();
  const added = after.positiveWeight.slice(before.positiveWeight.length);
  expect([...added].sort()).toEqual([0.5, 0.875]);
  expect(
    after.sources
      ?.filter(({ kind }) => kind === "behaviour")
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["web shop: basket", "web shop: session"]);
});

it("answers from elsewhere become one share a pair, and teach but do not measure", async () => {
  const [a, b, c] = ids.slice(10) as [string, string, string];
  const rows = [
    ["anchor", "candidate", "verdict"],
    [a, b, "fits"],
    [b, a, "clashes"],
    [a, c, 0.2],
    [a, heldOut, "fits"],
  ];
  const given = { file: file([...rows, [b, c, "unsure"]]), source: "agency" };
  const before = await freeze();
  expect(await importJudgedPairs(by, given)).toMatchObject({ ok: true, value: { added: 3, refused: 1 } });
  expect(await importJudgedPairs(by, given)).toMatchObject({ value: { added: 0, changed: 0, unchanged: 3 } });
  const after = await freeze();
  expect([...after.judgedY.slice(before.judgedY.length)].map((y) => Math.round(y * 100)).sort()).toEqual([20, 50]);
  expect(after.judgedWeight.at(-1)).toBeCloseTo(0.85);
  expect(after.holdoutJudged).toEqual(before.holdoutJudged);
  expect(await importJudgedPairs(by, { ...given, source: "" })).toMatchObject({ ok: false, code: "invalid" });
});

it("a stock feed moves stock alone, and only where it differs", async () => {
  const [a, b] = ids as [string, string];
  const given = {
    file: file([
      ["sku", "qty"],
      [a, 5],
      [b, 0],
      ["nobody", 1],
      [a, "many"],
    ]),
  };
  const before = await db().product.findUniqueOrThrow({ where: { id: a } });
  expect(await importStock(by, given)).toMatchObject({ ok: true, value: { changed: 2, unchanged: 0, refused: 2 } });
  expect(await importStock(by, given)).toMatchObject({ value: { changed: 0, unchanged: 2 } });
  const after = await db().product.findUniqueOrThrow({ where: { id: a } });
  expect(after).toEqual({ ...before, stock: 5, updatedAt: after.updatedAt });
  expect(await db().import.count({ where: { kind: "stock", status: "finished" } })).toBe(2);
});

it("a dry run of a table leaves nothing behind", async () => {
  const counts = () => Promise.all([db().import.count(), db().auditEntry.count(), db().behaviourPair.count()]);
  const before = await counts();
  const given = {
    file: file([
      ["a", "b"],
      [ids[20]!, ids[21]!],
    ]),
    source: "dry",
    kind: "session" as const,
  };
  expect(await importBehaviourPairs(by, given, { isDry: true })).toMatchObject({ ok: true, value: { added: 1 } });
  expect(await counts()).toEqual(before);
});
