import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { openNeighbourBatches } from "@/lib/exports/neighbours";
import { isServed, neighboursOfProduct, neighboursOfProducts } from "@/lib/recommend/neighbours/ask-neighbours";
import type { ProductQuestion } from "@/lib/recommend/neighbours/schema";
import { writeIndex } from "@/ml/similarity/index-file";
import { type IndexedItem, NeighbourIndex } from "@/ml/similarity/neighbour-index";
import { makeItems, type Shape } from "./neighbours/make-vectors";
import { percentile } from "./queue/load";

/* npm run bench -- neighbours [ITEMS [DIMENSION]] [--export FILE]
   The search process as a worker starts it, over an index of made vectors that was kept in its file, asked over its socket
   from this process: one question at a time, then 32 at once; how late this process's own event loop is meanwhile, as the
   web's would be. Then, in this process, changes, and the recall of the answers against every distance. Between them the export of
   neighbours: of two thousand of the products, each asked over the whole index, so that all take in proportion. --export writes
   vectors, questions and answers for tests/bench/reference/neighbours.py. */

const questions = 240;
const exported = 2_048;
const batch = 32;
const k = 24;
const encoder = { name: "bench", version: "1", source: "builtin" };

const bench: Bench = {
  name: "neighbours",
  async run({ say, args, openDatabase }) {
    const at = args.indexOf("--export");
    const file = at < 0 ? null : args[at + 1]!;
    const [items = 300_000, dimension = 256] = (at < 0 ? args : args.slice(0, at)).map(Number);
    await openDatabase();
    const rawMb = (items * dimension * 4) / 2 ** 20;
    const emptyMb = await emptyMemory(dimension, say);
    const asked = await keepIndex({ items, dimension }, say);
    const served = await run();
    say(`served after ${served.seconds.toFixed(2)} s`);
    try {
      const one = async (productId: string, more: Partial<ProductQuestion> = {}) => {
        const began = performance.now();
        const answer = await neighboursOfProduct({ productId, k, ...more });
        if (!answer.ok || answer.value.found.length !== k) throw new Error(`${productId}: ${JSON.stringify(answer)}`);
        return { ms: performance.now() - began, found: answer.value.found };
      };
      for (const id of asked.slice(0, 8)) await one(id);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const cpuBefore = cpuMsOf(served.pid);
      const single = await inTurn(asked, async (id) => (await one(id)).ms);
      const cpuOne = (cpuMsOf(served.pid) - cpuBefore) / single.length;
      const garment = await inTurn(asked.slice(0, 80), async (id) => (await one(id, { space: "sameGarment" })).ms);
      const filtered = await inTurn(asked.slice(0, 80), async (id) => {
        const anyOf = [["k:in"], ["a:colour=3"], ["c:1", "c:2", "c:3"]];
        return (await one(id, { anyOf, priceFrom: 20, priceTo: 80 })).ms;
      });
      const batches: number[] = [];
      const cpuBeforeMany = cpuMsOf(served.pid);
      for (let from = 0; from + batch <= asked.length; from += batch) {
        const began = performance.now();
        await Promise.all(asked.slice(from, from + batch).map((id) => one(id)));
        batches.push((performance.now() - began) / batch);
      }
      const cpuMany = (cpuMsOf(served.pid) - cpuBeforeMany) / (batches.length * batch);
      delay.disable();
      const delayMs = delay.percentile(99) / 1e6;
      const memory = memoryOf(served.pid);
      const limit = (name: string, value: number, unit: string, target: number): Figure => ({
        name,
        value,
        unit,
        target: `≤ ${target}`,
        ok: value <= target,
      });
      const note = (name: string, value: number, unit: string): Figure => ({ name, value, unit, ok: true });
      const figures = [
        limit("one question, p95", percentile(single, 0.95), "ms", 40),
        note("one question, median", percentile(single, 0.5), "ms"),
        limit("same garment, p95", percentile(garment, 0.95), "ms", 40),
        limit("with four filters, p95", percentile(filtered, 0.95), "ms", 40),
        limit("32 at once, per question, p95", percentile(batches, 0.95), "ms", 10),
        note("processor time of one question", cpuOne, "ms"),
        note("processor time of a question among 32", cpuMany, "ms"),
        limit("event loop of who asks, delay p99", delayMs, "ms", 20),
        limit("process started, index read, serving", served.seconds, "s", 3),
        limit("memory over that of a hundred products, of the raw matrix", (memory - emptyMb) / rawMb, "×", 1.3),
        note("memory of one with a hundred products", emptyMb, "MB"),
        note("file", statSync(indexPath()).size / 2 ** 20, "MB"),
      ];
      say(`exporting the neighbours of ${exported} products …`);
      const perProduct = await exportNeighbours(items);
      figures.push(
        note("export of neighbours, each product", perProduct, "ms"),
        note(`the same for ${items} products, reckoned`, (perProduct * items) / 60_000, "min"),
      );
      const answers = await Promise.all(asked.slice(0, 100).map(async (id) => (await one(id)).found));
      return [...figures, ...(await here({ items, dimension }, asked.slice(0, 100), answers, file, say))];
    } finally {
      await served.stop();
    }
  },
};
export default bench;

const indexPath = () => join(env().TOILE_HOME, "cache", "neighbours.index");

async function inTurn(ids: string[], ask: (id: string) => Promise<number>): Promise<number[]> {
  const ms: number[] = [];
  for (const id of ids) ms.push(await ask(id));
  return ms;
}

/** Milliseconds that a product's neighbours take in the export, as the web writes it. */
async function exportNeighbours(items: number): Promise<number> {
  const began = performance.now();
  const opened = await openNeighbourBatches(neighboursOfProducts);
  if (!opened.ok) throw new Error(opened.detail);
  const products = new Set<unknown>();
  for await (const rows of opened.value) for (const [product] of rows) products.add(product);
  if (products.size < Math.min(items, exported)) throw new Error(`${products.size} products were exported`);
  return (performance.now() - began) / products.size;
}

/** Writes the index's file, and to the database the few products that are asked about or exported. */
async function keepIndex(shape: Shape, say: (line: string) => void): Promise<string[]> {
  say(`making ${shape.items} vectors of ${shape.dimension} …`);
  const index = new NeighbourIndex(shape.dimension);
  index.reserve(shape.items);
  const ids: string[] = [];
  const step = Math.max(1, Math.floor(shape.items / questions));
  const exportStep = Math.max(1, Math.floor(shape.items / exported));
  const rows = [];
  const vectors: { sha256: string; vector: Uint8Array<ArrayBuffer> }[] = [];
  let i = 0;
  for (const item of makeItems(shape)) {
    index.put(item);
    const isAsked = i % step === 0 && ids.length < questions;
    const isExported = i % exportStep === 0 && vectors.length < exported;
    i++;
    if (!isAsked && !isExported) continue;
    if (isAsked) ids.push(item.id);
    rows.push({ id: item.id, groupId: item.group, isHoldout: false, title: item.id });
    const sha256 = createHash("sha256").update(item.id).digest("hex");
    vectors.push({ sha256, vector: new Uint8Array(Float32Array.from(item.vector).buffer) });
  }
  await db().product.createMany({ data: rows });
  await db().photo.createMany({
    data: rows.map(({ id }, at) => ({ productId: id, position: 0, fileName: id, sha256: vectors[at]!.sha256 })),
  });
  const began = performance.now();
  index.learnGarmentSpace();
  say(`the garment space learnt in ${Math.round(performance.now() - began)} ms`);
  const { id } = await db().encoder.create({ data: { ...encoder, dimension: shape.dimension } });
  await db().photoEmbedding.createMany({ data: vectors.map((one) => ({ encoderId: id, ...one })) });
  await db().liveEncoder.create({ data: { encoderId: id } });
  const [{ position }] = await db().$queryRaw<[{ position: string }]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position`;
  mkdirSync(join(env().TOILE_HOME, "cache"), { recursive: true });
  await writeIndex(index, { encoderId: id, position, at: Date.now() }, indexPath());
  return ids;
}

/** What the process takes with a hundred products: Node, Prisma, the encoder's library. */
async function emptyMemory(dimension: number, say: (line: string) => void): Promise<number> {
  await keepIndex({ items: 100, dimension }, say);
  const small = await run();
  await wait(2_000);
  const memory = memoryOf(small.pid);
  await small.stop();
  await db().liveEncoder.deleteMany();
  await db().photoEmbedding.deleteMany();
  await db().photo.deleteMany();
  await db().encoder.deleteMany();
  await db().product.deleteMany();
  return memory;
}

async function run() {
  const began = performance.now();
  const file = join(process.cwd(), "lib", "recommend", "neighbours", "process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  while (!(await isServed())) {
    if (child.exitCode !== null) throw new Error("The search process stopped.");
    await wait(10);
  }
  const seconds = (performance.now() - began) / 1_000;
  return {
    pid: child.pid!,
    seconds,
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** Resident memory in MB; where there is no /proc, not a number. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Processor time that a process has taken, in ms; ticks are hundredths of a second. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

/** What needs no process of its own: recall, and the speed of changes. */
async function here(
  shape: Shape,
  asked: string[],
  answers: { id: string }[][],
  file: string | null,
  say: (line: string) => void,
): Promise<Figure[]> {
  const base = new Float32Array(shape.items * shape.dimension);
  const index = new NeighbourIndex(shape.dimension);
  index.reserve(shape.items);
  const numbers = new Map<string, number>();
  const items: IndexedItem[] = [];
  let i = 0;
  for (const item of makeItems(shape)) {
    base.set(item.vector, i * shape.dimension);
    numbers.set(item.id, i);
    if (i % 300 === 0) items.push(item);
    index.put(item);
    i++;
  }
  const changed = items.slice(0, 1_000);
  const timed = (work: (item: IndexedItem) => void) => {
    const began = performance.now();
    for (const item of changed) work(item);
    return ((performance.now() - began) * 1_000) / changed.length;
  };
  const replaced = timed((item) => index.put(item));
  const removed = timed((item) => index.remove(item.id));
  const added = timed((item) => index.put(item));
  say("comparing with every distance …");
  let hits = 0;
  for (const [q, id] of asked.entries()) {
    const truth = nearest(base, shape, numbers.get(id)!);
    const found = answers[q]!.map((near) => numbers.get(near.id)!);
    hits += found.filter((row) => truth.has(row)).length;
  }
  if (file) {
    const head = { ...shape, k, asked: asked.map((id) => numbers.get(id)!) };
    writeFileSync(`${file}.json`, JSON.stringify(head));
    writeFileSync(file, new Uint8Array(base.buffer));
  }
  const recall = hits / (asked.length * k);
  return [
    {
      name: `recall at ${k}, against float64 sums over every row`,
      value: recall,
      unit: "",
      target: "≥ 0.999",
      ok: recall >= 0.999,
    },
    { name: "replace, remove, add", value: (replaced + removed + added) / 3, unit: "µs each", ok: true },
  ];
}

/** The k nearest rows but the row itself, by sums in double precision. */
function nearest(base: Float32Array, { items, dimension }: Shape, own: number): Set<number> {
  const query = base.subarray(own * dimension, (own + 1) * dimension);
  const best: { row: number; score: number }[] = [];
  for (let row = 0; row < items; row++) {
    if (row === own) continue;
    let score = 0;
    for (let j = 0, at = row * dimension; j < dimension; j++, at++) score += base[at]! * query[j]!;
    if (best.length === k && score <= best[k - 1]!.score) continue;
    best.push({ row, score });
    best.sort((a, b) => b.score - a.score);
    best.length = Math.min(best.length, k);
  }
  return new Set(best.map(({ row }) => row));
}
