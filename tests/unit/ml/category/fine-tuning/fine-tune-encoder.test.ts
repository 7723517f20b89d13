import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FineTuned, fineTuneEncoder } from "@/ml/category/fine-tuning/fine-tune-encoder";
import type { PhotosToLearn } from "@/ml/category/fine-tuning/photos";
import { Preprocessing } from "@/ml/encoders/preprocessing";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { rngOf } from "@/ml/runtime/seed";
import { smallEncoder } from "@/tests/support/small-encoder";

let tf: TensorFlow;
let folder: string;
let photos: PhotosToLearn;
let whole: FineTuned;
let left: string[];
const phases: string[] = [];
const losses: number[] = [];
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
  folder = mkdtempSync(join(tmpdir(), "toile-fine-tune-"));
  photos = await drawPhotos(120);
  writeFileSync(photos.files[1]!.path, "no picture");
  whole = await tune(photos, {
    onPhase: (phase, loss) => {
      phases.push(phase);
      if (phase === "Training the last block") losses.push(loss!);
    },
  });
  left = readdirSync(join(folder, "activations"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const side = 12;
const graph = {
  name: "small",
  where: "small.onnx",
  remedy: "",
  weights: smallEncoder({ side }),
  preprocessing: Preprocessing.parse({ size: [side, side], views: ["whole"] }),
};
/** Short: what is asked is that it runs and learns, not how well. */
const config = {
  drawnViews: 1,
  batch: 24,
  headEpochs: 10,
  fewestSteps: 0,
  epochs: 20,
  blockRate: 0.05,
  hidden: 16,
  inputDropout: 0,
  hiddenDropout: 0,
  mixing: 0,
};
const measuring = { hidden: 16, epochs: 10, fewestSteps: 60, folds: 2 };

/** Photos of three categories that differ in the direction of their stripes, two a garment model. */
async function drawPhotos(count: number): Promise<PhotosToLearn> {
  const rng = rngOf(6);
  const files = [];
  for (let i = 0; i < count; i++) {
    const [phase, light] = [rng() * 4, 60 + 120 * rng()];
    const data = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
      const [x, y] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
      const along = [x, y, (x + y) / Math.SQRT2][i % 3]!;
      return light + 60 * Math.sin(0.9 * along + phase) + 20 * rng();
    });
    const path = join(folder, `${i}.png`);
    await sharp(data, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toFile(path);
    files.push({ key: `${i}`, path });
  }
  return {
    files,
    classes: ["across", "down", "slant"],
    label: Int32Array.from(files, (_, i) => i % 3),
    group: Int32Array.from(files, (_, i) => Math.floor(i / 3) % 40),
  };
}

type Options = { onPhase?: (phase: string, loss: number | null) => void; signal?: AbortSignal };

const tune = (given: PhotosToLearn, { onPhase, signal }: Options = {}) =>
  fineTuneEncoder(
    tf,
    { graph, photos: given, folder: join(folder, "activations"), config, measuring, seed: 4 },
    ({ phase, loss }) => onPhase?.(phase, loss),
    signal,
  );

describe("fine-tuning an encoder", () => {
  it("fits the categories better and better, and says what that is worth elsewhere", () => {
    const { figures, weights } = whole;
    expect(losses).toHaveLength(config.epochs);
    expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]!);
    for (const name of ["right", "near"]) {
      const [frozen, tuned, gain] = ["frozen", "tuned", "gain"].map((part) => figures[`${name}.${part}`]!.value);
      expect(tuned! - frozen!).toBeCloseTo(gain!, 6);
    }
    expect(weights.length).toBe(graph.weights.length);
    expect(Buffer.from(weights).equals(Buffer.from(graph.weights))).toBe(false);
  });

  it("says what it will take on the disk before the first photo is prepared, and leaves nothing there", () => {
    const said = phases.indexOf("Preparing 120 photos, 2 views each, 6 × 6 × 4 numbers a view: 1 MB on disk");
    expect(said).toBeGreaterThanOrEqual(0);
    expect(said).toBeLessThan(phases.indexOf("Preparing photos"));
    expect(left).toEqual([]);
  });

  it("learns nothing from a photo that can't be decoded, and says so", () => {
    expect(whole.notes).toEqual(["1 photos could not be decoded and taught nothing."]);
    expect(whole.figures["right.gain"]!.n).toBe(24);
  });

  it("goes on from what an interrupted run had prepared, and comes to the same weights", async () => {
    const stop = new AbortController();
    const onPhase = (phase: string) => {
      if (phase === "Training the head") stop.abort(new Error("enough"));
    };
    await expect(tune(photos, { signal: stop.signal, onPhase })).rejects.toThrow("enough");
    const [name] = readdirSync(join(folder, "activations"));
    // Killed in the middle of a photo: half a row is left.
    truncateSync(join(folder, "activations", name!), 50 * 2 * 6 * 6 * 4 * 2 + 7);
    const again = await tune(photos);
    expect(Buffer.from(again.weights).equals(Buffer.from(whole.weights))).toBe(true);
    expect(again.figures).toEqual(whole.figures);
  });

  it("refuses photos that can't teach, with a sentence", async () => {
    const few = { ...photos, files: photos.files.slice(0, 30), group: photos.group.slice(0, 30) };
    await expect(tune(few)).rejects.toThrow(
      "30 photos of 10 garment models have a category; fine-tuning needs 100 of 20.",
    );
    const same = { ...photos, label: new Int32Array(120) };
    await expect(tune(same)).rejects.toThrow('Every photo is in the category "across"');
  });
});
