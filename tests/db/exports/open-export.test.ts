import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { exportResponse } from "@/app/api/exports/export-response";
import { db } from "@/lib/db";
import { NeighboursUnavailable, openNeighbourBatches } from "@/lib/exports/neighbours";
import { openExport } from "@/lib/exports/open-export";
import type { ExportRequest } from "@/lib/exports/schema";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { neighboursOfProducts } from "@/lib/recommend/neighbours/ask-neighbours";
import { serveNeighbours } from "@/lib/recommend/neighbours/serve-neighbours";
import { asSystem } from "@/lib/users/allow";
import { pseudonymOf } from "@/lib/users/pseudonym";
import {
  allowed,
  makeEncoder,
  makeFlag,
  makeModelVersion,
  makePhoto,
  makeProduct,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const by = asSystem("commandLine", "test");

async function opened(request: ExportRequest) {
  const parts = await openExport(by, request);
  if (!parts.ok) throw new Error(parts.detail);
  return parts.value;
}

async function bytesOf(request: ExportRequest): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await opened(request)) parts.push(part);
  return Buffer.concat(parts);
}

const csv = async (request: Omit<ExportRequest, "format">): Promise<Record<string, string>[]> =>
  parse(await bytesOf({ ...request, format: "csv" }), { columns: true });

const jsonLines = async (request: Omit<ExportRequest, "format">): Promise<Record<string, unknown>[]> =>
  (await bytesOf({ ...request, format: "jsonl" }))
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const parquet = async (request: Omit<ExportRequest, "format">): Promise<Record<string, unknown>[]> => {
  const bytes = await bytesOf({ ...request, format: "parquet" });
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return parquetReadObjects({ file });
};

/** A stylist's answer with a note; the id is the label's. */
async function judgedPair(note: string) {
  const user = await makeUser("stylist");
  const task = await makeTask({ leasedById: user.id, leasedUntil: new Date(Date.now() + 60_000), propensity: 0.125 });
  const id = randomUUID();
  const stored = await recordPairJudgement(await allowed(user, "judge-pairs"), {
    id,
    taskId: task.id,
    verdict: "clashes",
    reason: "colour",
    note,
    shownSwapped: true,
    elapsedMs: 900,
  });
  if (!stored.ok) throw new Error(stored.code);
  const pair = await db().pair.findUniqueOrThrow({ where: { id: task.pairId! } });
  return { id, user, pair, savedAt: stored.value.savedAt };
}

const rowOf = <T extends Record<string, unknown>>(rows: T[], id: string): T => rows.find((row) => row.label === id)!;

it("a label says the same in CSV, JSON lines and Parquet, and its person is a pseudonym", async () => {
  const note = 'a "quoted", odd\nnote with \\ and ünïcode';
  const { id, user, pair, savedAt } = await judgedPair(note);
  const same = {
    label: id,
    head: "compatibility",
    verdict: "clashes",
    reason: "colour",
    note,
    product_a: pair.productAId,
    product_b: pair.productBId,
    person: pseudonymOf(user.id),
  };
  const [inCsv, inJson, inParquet] = [
    rowOf(await csv({ kind: "labels" }), id),
    rowOf(await jsonLines({ kind: "labels" }), id),
    rowOf(await parquet({ kind: "labels" }), id),
  ];
  expect(inCsv).toMatchObject({ ...same, propensity: "0.125", shown_swapped: "true", elapsed_ms: "900", product: "" });
  expect(inJson).toMatchObject({ ...same, propensity: 0.125, shown_swapped: true, elapsed_ms: 900, product: null });
  expect(inParquet).toMatchObject({ ...same, propensity: 0.125, shown_swapped: true, elapsed_ms: 900 });
  expect(inParquet.product ?? null).toBeNull();
  expect([inCsv.given_at, inJson.given_at]).toEqual([savedAt, savedAt]);
  expect(inParquet.given_at).toEqual(new Date(savedAt));
  expect(JSON.stringify([inCsv, inJson])).not.toContain(user.id);
});

it("scores are a row for each two products that are listed, the best first", async () => {
  const version = await makeModelVersion("compatibility");
  const [one, best, gone, twin] = [await makeProduct(), await makeProduct(), await makeProduct(), await makeProduct()];
  await db().product.update({ where: { id: gone.id }, data: { delistedAt: new Date() } });
  await db().product.update({ where: { id: twin.id }, data: { groupId: one.groupId } });
  await db().productPartners.create({
    data: {
      productId: one.id,
      modelVersionId: version.id,
      otherIds: [best.id, gone.id, twin.id],
      scores: [0.9, 0.8, 0.25],
    },
  });
  const partners = [
    { product: one.id, partner: best.id, place: 1, score: 0.9, version: version.number },
    { product: one.id, partner: twin.id, place: 3, score: 0.25, version: version.number },
  ];
  expect(await jsonLines({ kind: "scores" })).toEqual(partners);
  expect(await parquet({ kind: "scores" })).toEqual(partners);
});

/** A live encoder of two numbers, and what it has seen of a new product. */
async function encoded() {
  const encoder = await makeEncoder({ dimension: 2 });
  const live = { encoderId: encoder.id };
  await db().liveEncoder.upsert({ where: { id: 1 }, create: { id: 1, ...live }, update: live });
  const photographed = async (x: number, y: number, more: Parameters<typeof makeProduct>[0] = {}) => {
    const { id, groupId } = await makeProduct(more);
    const { sha256 } = await makePhoto(id);
    const vector = Buffer.from(new Float32Array([x, y]).buffer);
    await db().photoEmbedding.create({ data: { encoderId: encoder.id, sha256: sha256!, vector } });
    return { id, groupId };
  };
  return { encoder, photographed };
}

it("neighbours are a row for each listed product that looks like another, itself left out", async () => {
  const { encoder, photographed } = await encoded();
  const one = await photographed(1, 0);
  const twin = await photographed(0.8, 0.6, { groupId: one.groupId });
  const gone = await photographed(0.6, 0.8);
  await db().product.update({ where: { id: gone.id }, data: { delistedAt: new Date() } });
  const rows = (await csv({ kind: "neighbours" })).filter((row) => row.product === one.id);
  expect(rows.map(({ neighbour, place, is_same_model }) => [neighbour, place, is_same_model])).toEqual([
    [twin.id, "1", "true"],
  ]);
  expect(Number(rows[0]!.cosine)).toBeCloseTo(0.8, 3);
  expect(rows[0]).toMatchObject({ encoder: encoder.name, encoder_version: encoder.version });
});

it("a product whose only photo is broken has no neighbours, and the others have theirs", async () => {
  const { photographed } = await encoded();
  const [one, twin, broken] = [await photographed(1, 0), await photographed(0.8, 0.6), await photographed(0.6, 0.8)];
  await db().photo.updateMany({ where: { productId: broken.id }, data: { brokenReason: "no picture" } });
  const rows = await csv({ kind: "neighbours" });
  expect(new Set(rows.map(({ product }) => product))).toEqual(new Set([one.id, twin.id]));
});

it("without a search process neighbours are refused to the web before the first byte", async () => {
  const { photographed } = await encoded();
  await photographed(1, 0);
  const request = { kind: "neighbours", format: "csv" } as const;
  const refused = await exportResponse(await allowed(await makeUser("manager"), "oversee"), request);
  expect(refused).toMatchObject({ ok: false, code: "unavailable", detail: expect.stringContaining("worker") });
});

it("neighbours end with an error when the search goes away in the middle", async () => {
  const { photographed } = await encoded();
  for (let n = 0; n < 3; n++) await photographed(1, n);
  const served = await serveNeighbours();
  const batches = await openNeighbourBatches(neighboursOfProducts, 2);
  if (!batches.ok) throw new Error(batches.detail);
  expect((await batches.value.next()).value).toHaveLength(4);
  await served!.stop();
  await expect(batches.value.next()).rejects.toThrow(NeighboursUnavailable);
});

it("neighbours end with an error when another encoder goes live in the middle", async () => {
  const { photographed } = await encoded();
  for (let n = 0; n < 3; n++) await photographed(1, n);
  const served = await serveNeighbours();
  try {
    const batches = await openNeighbourBatches(neighboursOfProducts, 2);
    if (!batches.ok) throw new Error(batches.detail);
    await batches.value.next();
    const other = await encoded();
    await other.photographed(0, 1);
    await served!.follow();
    await expect(batches.value.next()).rejects.toThrow("Begin the export again");
  } finally {
    await served!.stop();
  }
});

it.each(["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx"])("the note %j is text to a spreadsheet", async (note) => {
  const { id } = await judgedPair(note);
  expect(rowOf(await csv({ kind: "labels" }), id).note).toBe(`'${note}`);
  // Only spreadsheets run formulas: what programs read stays as it was written.
  expect(rowOf(await jsonLines({ kind: "labels" }), id).note).toBe(note);
});

it("since leaves out what is older", async () => {
  const older = await judgedPair("older");
  const newer = await judgedPair("newer");
  const ids = (await csv({ kind: "labels", since: newer.savedAt })).map((row) => row.label);
  expect(ids).toContain(newer.id);
  expect(ids).not.toContain(older.id);
});

it("a fix names the categories before and after, and who made it", async () => {
  const user = await makeUser("reviewer");
  const flag = await makeFlag();
  const task = await makeTask({ flagId: flag.id, leasedById: user.id, leasedUntil: new Date(Date.now() + 60_000) });
  const id = randomUUID();
  await recordFlagJudgement(await allowed(user, "judge-flags"), { id, taskId: task.id, verdict: "take", elapsedMs: 9 });
  const names = await db().category.findMany({
    where: { id: { in: [flag.givenCategoryId!, flag.proposedCategoryId!] } },
  });
  const nameOf = (categoryId: number | null) => names.find((one) => one.id === categoryId)?.name;
  expect(rowOf(await jsonLines({ kind: "fixes" }), id)).toMatchObject({
    product: flag.productId,
    attribute: "category",
    before: nameOf(flag.givenCategoryId),
    after: nameOf(flag.proposedCategoryId),
    person: pseudonymOf(user.id),
    rule: null,
    reverted_at: null,
  });
});

it("products come with their corrections, beside what the source says", async () => {
  const product = await makeProduct({
    title: "Coat",
    sourceValues: { colour: ["red"] },
    correctedValues: { colour: ["wine"] },
  });
  const row = (await jsonLines({ kind: "products" })).find((one) => one.product === product.id);
  expect(row).toMatchObject({ title: "Coat", values: { colour: ["wine"] }, source_values: { colour: ["red"] } });
});

it("embeddings are vectors of unit length, in all three formats", async () => {
  const encoder = await makeEncoder({ dimension: 2 });
  await db().liveEncoder.upsert({
    where: { id: 1 },
    create: { encoderId: encoder.id },
    update: { encoderId: encoder.id },
  });
  const { productId, sha256 } = await makePhoto((await makeProduct()).id);
  const vector = Buffer.from(new Float32Array([0.6, 0.8]).buffer);
  await db().photoEmbedding.create({ data: { encoderId: encoder.id, sha256: sha256!, vector } });
  const ofProduct = <T extends Record<string, unknown>>(rows: T[]) => rows.find((row) => row.product === productId)!;
  const [inCsv, inJson, inParquet] = [
    ofProduct(await csv({ kind: "embeddings" }))
      .vector!.split(" ")
      .map(Number),
    ofProduct(await jsonLines({ kind: "embeddings" })).vector as number[],
    ofProduct(await parquet({ kind: "embeddings" })).vector as number[],
  ];
  for (const found of [inCsv, inJson, inParquet]) {
    expect(found[0]).toBeCloseTo(0.6, 6);
    expect(found[1]).toBeCloseTo(0.8, 6);
  }
});

it("whoever stops reading leaves no connection behind", async () => {
  await judgedPair("one");
  const connections = async () => {
    const [row] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'COPY (SELECT%'`;
    return row!.n;
  };
  const parts = await opened({ kind: "labels", format: "csv" });
  expect((await parts.next()).done).toBe(false);
  await parts.return(undefined);
  await expect.poll(connections).toBe(0);
});
