import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { toHalf } from "@/ml/runtime/float16";
import { breathe } from "@/ml/runtime/progress";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { PhotoUnreadable } from "../decode";
import { decodeViews } from "../decode-views";
import type { FileToEmbed } from "../embed-files";
import type { DecodedImage } from "../encoder";
import { EncoderUnusable } from "../encoder";
import { geometryOf, type Preprocessing, packerOf } from "../preprocessing";
import { type ActivationPlan, bytesOf, bytesPerPhoto } from "./activations-plan";
import type { SplitGraph } from "./split";
import type { MapShape } from "./tail";
import { drawView } from "./warp";

/** What a trunk made of photos, on disk: rows of halves, channels last, as the plan orders them. */
export type Activations = {
  plan: ActivationPlan;
  file: FileHandle;
  path: string;
  broken: { key: string; reason: string }[];
};

type Work = {
  split: SplitGraph;
  preprocessing: Preprocessing;
  session: InferenceSession;
  files: FileToEmbed[];
  plan: ActivationPlan;
  folder: string;
  seed: number;
};
type Options = { onProgress?: (done: number, total: number) => void; signal?: AbortSignal };

const SUFFIX = ".activations";

/** Pictures that the trunk sees at once, and photos that sharp decodes ahead. */
const [BATCH, AHEAD] = [8, 24];

/** Fills `folder` with the activations of plan.photos files, or goes on with what an earlier call for the same left there;
 *  those of other work are removed. One caller at a time.
 *  A photo that can't be decoded is named, and its rows are not numbers. Throws EncoderUnusable when the disk lacks the
 *  room, and the signal's reason; what was done stays for the next time. */
export async function cacheActivations(work: Work, { onProgress, signal }: Options = {}): Promise<Activations> {
  const { plan, folder } = work;
  await mkdir(folder, { recursive: true });
  const name = `${keyOf(work)}${SUFFIX}`;
  const path = join(folder, name);
  await removeOthers(folder, name);
  const file = await open(path, "a+");
  try {
    const done = Math.floor((await file.stat()).size / bytesPerPhoto(plan));
    await file.truncate(done * bytesPerPhoto(plan));
    await refuseFullDisk(folder, bytesOf(plan) - done * bytesPerPhoto(plan));
    const broken = await fill(work, file, done, { onProgress, signal });
    return { plan, file, path, broken };
  } catch (error) {
    await file.close();
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      throw new EncoderUnusable(`The disk of ${folder} is full. Make room and start again: it goes on from there.`);
    throw error;
  }
}

/** What an earlier run for something else left there: the bound on the disk is for all together. */
async function removeOthers(folder: string, kept: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX) && name !== kept);
  for (const name of names) await rm(join(folder, name), { force: true });
}

async function fill(work: Work, file: FileHandle, done: number, { onProgress, signal }: Options) {
  const { plan, files, session, split, preprocessing } = work;
  const { Tensor } = await import("onnxruntime-node");
  const pack = packerOf(preprocessing);
  const broken: { key: string; reason: string }[] = [];
  const waiting: Promise<Pictures>[] = [];
  let next = done;
  const decodeMore = () => {
    while (next < plan.photos && waiting.length < AHEAD) {
      const one = picturesOf(work, files[next++]!);
      // Met below; until then a rejection is not unhandled.
      one.catch(() => {});
      waiting.push(one);
    }
  };
  try {
    for (let photo = done; photo < plan.photos; photo++) {
      await breathe(signal);
      decodeMore();
      const pictures = await waiting.shift()!;
      const rows = new Uint16Array(bytesPerPhoto(plan) / 2);
      if ("reason" in pictures) {
        broken.push(pictures);
        rows.fill(NOT_A_NUMBER);
      } else {
        for (let start = 0; start < pictures.images.length; start += BATCH) {
          const batch = pictures.images.slice(start, start + BATCH);
          const [width, height] = preprocessing.size;
          const input = new Tensor("float32", pack(batch), [batch.length, 3, height, width]);
          const made = (await session.run({ [preprocessing.input]: input }, [split.cut]))[split.cut]!;
          storeRows(rows, start * plan.numbers, made.data as Float32Array, split.shape);
        }
      }
      await file.appendFile(new Uint8Array(rows.buffer));
      onProgress?.(photo + 1, plan.photos);
    }
  } finally {
    await Promise.allSettled(waiting);
  }
  return broken;
}

const NOT_A_NUMBER = 0x7e00;

type Pictures = { images: DecodedImage[] } | { key: string; reason: string };

async function picturesOf({ preprocessing, plan, seed }: Work, { key, path }: FileToEmbed): Promise<Pictures> {
  try {
    const views = await decodeViews(path, geometryOf(preprocessing), preprocessing.views);
    const images = views.flatMap((image, view) => {
      const rng = rngOf(seedFor(seed, `${key}/${view}`));
      return [image, ...Array.from({ length: plan.drawn }, () => drawView(image, rng))];
    });
    return { images };
  } catch (error) {
    if (error instanceof PhotoUnreadable) return { key, reason: error.message };
    throw error;
  }
}

/** n maps [n, c, h, w] as halves, channels last. */
function storeRows(out: Uint16Array, at: number, maps: Float32Array, { height, width, channels }: MapShape): void {
  const places = height * width;
  for (let base = 0; base < maps.length; base += places * channels) {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < places; p++) out[at + base + p * channels + c] = toHalf(maps[base + c * places + p]!);
    }
  }
}

function keyOf({ split, preprocessing, files, plan, seed }: Work): string {
  const hash = createHash("sha256")
    .update(split.trunk)
    .update(JSON.stringify([preprocessing, plan, seed]));
  for (const { key } of files.slice(0, plan.photos)) hash.update(`${key}\n`);
  return hash.digest("hex").slice(0, 16);
}

async function refuseFullDisk(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize > needed) return;
  const [has, needs] = [bavail * bsize, needed].map((bytes) => (bytes / 1e9).toFixed(1));
  throw new EncoderUnusable(
    `The activations need ${needs} GB, the disk of ${folder} has ${has} GB left. Make room first.`,
  );
}
