import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeRankedPairs } from "@/ml/acquisition/ranked-pairs-file";
import { loadCategory } from "@/ml/category/model";
import { encodeCategoryDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { decodeSuspects } from "@/ml/label-errors/suspect-file";
import { loadCompatibility } from "@/ml/siamese/model";
import { decodeScores, encodeScoreInput } from "@/ml/siamese/score-file";
import type { Done, Failed, Message, Plan } from "@/ml/train-protocol";
import { plantedHouse, SMALL } from "./planted-house";

const { pairs, categories } = plantedHouse(21, 90);
const entry = resolve("ml/train.ts");
const command = ["--import", "tsx", entry];
let folder: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-train-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);
const planFor = (plan: object) => {
  writeFileSync(file("plan.json"), JSON.stringify({ seed: 1, output: file("output"), ...plan }));
  return file("plan.json");
};

/** Whether tfjs-node is installed: an option that speeds training up. */
const hasNative = (() => {
  try {
    // Its package alone is not enough: npm may have it without the library that its install script loads.
    const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-node");
    return existsSync(join(dirname(main), "..", "lib"));
  } catch {
    return false;
  }
})();

type Run = { child: ChildProcess; messages: Message[]; code: Promise<number | null> };

function start(plan: object, backend = "wasm"): Run {
  const child = spawn(process.execPath, [...command, planFor(plan)], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { ...process.env, TOILE_BACKEND: backend },
  });
  children.push(child);
  const messages: Message[] = [];
  child.on("message", (message: Message) => messages.push(message));
  return { child, messages, code: new Promise((done) => child.once("exit", (code) => done(code))) };
}

async function finish(
  plan: Partial<Plan> | object,
  backend = "wasm",
): Promise<{ code: number | null; messages: Message[]; last: Done | Failed }> {
  const run = start(plan, backend);
  const code = await run.code;
  return { code, messages: run.messages, last: run.messages.at(-1) as Done | Failed };
}

const training = (run: Run) =>
  new Promise<void>((seen) =>
    run.child.on("message", (m: Message) => m.type === "progress" && m.phase === "Training" && seen()),
  );
const endless = { ...SMALL, fewestSteps: 1e6, epochs: 20_000 };

describe("the child process", () => {
  it("trains, scores, proposes pairs and flags labels, one plan at a time", async () => {
    writeFileSync(file("pairs"), encodeCompatibilityDataset(pairs));
    writeFileSync(file("categories"), encodeCategoryDataset(categories));
    const trained = await finish({
      task: "train-compatibility",
      input: file("pairs"),
      output: file("compatibility"),
      config: { ...SMALL, fewestSteps: 16, epochs: 2 },
    });
    expect(trained).toMatchObject({ code: 0, last: { type: "done", backend: "wasm" } });
    expect(trained.messages.some((m) => m.type === "progress" && m.phase === "Training" && m.rssMb > 10)).toBe(true);
    expect(loadCompatibility(readFileSync(file("compatibility"))).columns).toEqual(pairs.columns);

    const { columns, encoder, embedding, attributes } = pairs;
    writeFileSync(
      file("scores-in"),
      encodeScoreInput({ columns, encoder, embedding, attributes, pairs: Int32Array.of(0, 4, 4, 0, 2, 9) }),
    );
    await finish({
      task: "score-pairs",
      input: file("scores-in"),
      modelPath: file("compatibility"),
      output: file("scores"),
    });
    const { compatibility } = decodeScores(readFileSync(file("scores")));
    expect(compatibility).toHaveLength(3);
    expect(compatibility[0]).toBeCloseTo(compatibility[1], 6);

    writeFileSync(file("queue"), encodeCompatibilityDataset({ ...pairs, queued: Int32Array.of(0, 4, 4, 0, 2, 9) }));
    const options = { count: 200, perProduct: 10, uniformShare: 0.25 };
    await finish({
      task: "rank-pairs",
      input: file("queue"),
      modelPath: file("compatibility"),
      output: file("ranked"),
      config: options,
    });
    const { candidates, scores: said } = decodeRankedPairs(readFileSync(file("ranked")));
    expect(candidates.source.length).toBeGreaterThan(50);
    // The queued pairs come first, as another task scores them; the proposed ones follow.
    expect(said!.compatibility).toHaveLength(3 + candidates.source.length);
    expect(said!.compatibility[0]).toBeCloseTo(compatibility[0], 5);

    const category = await finish({
      task: "train-category",
      input: file("categories"),
      output: file("category"),
      config: { fewestSteps: 20, epochs: 2, hidden: 16 },
    });
    expect(category.code).toBe(0);
    expect(loadCategory(readFileSync(file("category"))).classes).toEqual(categories.classes);
    await finish({
      task: "flag-labels",
      input: file("categories"),
      modelPath: file("category"),
      output: file("suspects"),
    });
    expect(decodeSuspects(readFileSync(file("suspects"))).suspects).toHaveLength(90);
    expect(readdirSync(folder).filter((name) => name.includes("part"))).toEqual([]);
  }, 60_000);

  it.skipIf(!hasNative)(
    "trains the same weights natively as with WebAssembly, to rounding",
    async () => {
      writeFileSync(file("pairs"), encodeCompatibilityDataset(pairs));
      const weightsBy = async (backend: "native" | "wasm") => {
        const config = { ...SMALL, merges: ["product", "difference"], dropout: 0.3, fewestSteps: 6, epochs: 1 };
        const plan = { task: "train-compatibility", input: file("pairs"), output: file(backend), config };
        const { last } = await finish(plan, backend);
        expect(last).toMatchObject({ type: "done", backend: backend === "native" ? "tfjs-node" : "wasm" });
        return loadCompatibility(readFileSync(file(backend))).parameters;
      };
      const [native, wasm] = [await weightsBy("native"), await weightsBy("wasm")];
      for (const [name, { data }] of Object.entries(wasm)) {
        const farthest = data.reduce((most, value, i) => Math.max(most, Math.abs(value - native[name].data[i])), 0);
        expect(farthest, name).toBeLessThan(1e-3);
      }
    },
    60_000,
  );

  it("says in a sentence why the data can't teach, and writes nothing", async () => {
    const none = { positives: new Int32Array(0), positiveWeight: new Float32Array(0), outfit: new Int32Array(0) };
    writeFileSync(file("pairs"), encodeCompatibilityDataset({ ...pairs, ...none }));
    const { code, last } = await finish({ task: "train-compatibility", input: file("pairs"), config: SMALL });
    expect(code).toBe(1);
    expect(last).toEqual({
      type: "failed",
      refused: true,
      reason: "There are no outfits and no judged pairs yet. Import outfits or judge some pairs first.",
    });
    expect(readdirSync(folder).sort()).toEqual(["pairs", "plan.json"]);
  });

  it("fails with the reason on a file that was cut off", async () => {
    writeFileSync(file("pairs"), encodeCompatibilityDataset(pairs).subarray(0, 5000));
    const { code, last } = await finish({ task: "train-compatibility", input: file("pairs") });
    expect(code).toBe(1);
    expect(last).toMatchObject({
      type: "failed",
      refused: false,
      reason: expect.stringContaining("cut off or changed"),
    });
  });

  it("stops within two seconds of SIGTERM and leaves nothing behind", async () => {
    writeFileSync(file("pairs"), encodeCompatibilityDataset(pairs));
    const run = start({ task: "train-compatibility", input: file("pairs"), config: endless });
    await training(run);
    const asked = performance.now();
    run.child.kill("SIGTERM");
    expect(await run.code).not.toBe(0);
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(readdirSync(folder).sort()).toEqual(["pairs", "plan.json"]);
    expect(run.messages.some(({ type }) => type === "failed")).toBe(false);
  });

  it("ends by itself when its parent is gone", async () => {
    writeFileSync(file("pairs"), encodeCompatibilityDataset(pairs));
    const run = start({ task: "train-compatibility", input: file("pairs"), config: endless });
    await training(run);
    const left = performance.now();
    run.child.disconnect();
    await run.code;
    expect(performance.now() - left).toBeLessThan(3000);
  });
});
