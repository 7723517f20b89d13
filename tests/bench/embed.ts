import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { asSystem } from "@/lib/users/allow";
import { embedFiles, type FileToEmbed } from "@/ml/encoders/embed-files";
import type { DecodedImage, ImageEncoder } from "@/ml/encoders/encoder";
import { readGraph } from "@/ml/encoders/onnx";
import { openEncoder } from "@/ml/encoders/open";
import { rngOf } from "@/ml/runtime/seed";
import { resnet50 } from "../support/resnet-50";
import { openBareSessions } from "./embed/bare-sessions";

/* npm run bench -- embed [MODEL.onnx|resnet50 [FOLDER_OF_PHOTOS [COUNT]]]
   The embedding job (store, decoding, sessions, database) against bare sessions on tensors that are there already: one that all
   cores share, as ONNX Runtime opens it by itself, and one a core. resnet50: its true architecture with weights made here, which
   is as fast as with trained ones. */

const share = 0.85;
const rounds = 3;
/** Photos that a bare session is timed on in each round. */
const mostBare = 300;

const bench: Bench = {
  name: "embed",
  async run({ say, args, openDatabase }) {
    const [model = "../shared/models/mobilenet_v2.onnx", folder = "../shared/data/mango/images", count = "6000"] = args;
    const drawn = existsSync(folder) ? undefined : await drawPhotos(Number(count));
    try {
      const photos = drawn ?? folder;
      const files = filesIn(photos, Number(count));
      const figures = await measureBuiltin(
        files.slice(0, 200).map((name) => ({ key: name, path: join(photos, name) })),
      );
      if (model !== "resnet50" && !existsSync(model)) {
        say(`There is no ${model}, so only the built-in encoder is measured.`);
        return figures;
      }
      await openDatabase();
      const path = model === "resnet50" ? writeResnet50(process.env.TOILE_HOME ?? tmpdir()) : resolve(model);
      return [...figures, ...(await measureJob(path, photos, files, say))];
    } finally {
      if (drawn) rmSync(drawn, { recursive: true });
    }
  },
};
export default bench;

/** Its file with the published preprocessing beside it. */
function writeResnet50(folder: string): string {
  const path = join(folder, "resnet-50.onnx");
  writeFileSync(path, resnet50(1_000).graph);
  const preprocessing = {
    ...{ input: "pixel_values", output: "logits", resizeShorter: 256, kernel: "linear" },
    ...{ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  };
  writeFileSync(`${path}.json`, JSON.stringify(preprocessing));
  return path;
}

async function measureJob(
  model: string,
  folder: string,
  files: string[],
  say: (line: string) => void,
): Promise<Figure[]> {
  const { embedCatalogue } = await import("@/lib/catalogue/embed-catalogue");
  const { closeJobs } = await import("@/lib/jobs/boss");
  const graph = await readGraph(model);
  const views = graph.preprocessing.views.length;
  const cores = availableParallelism();
  const shared = await Promise.all(
    [2, 8].map((imagesPerRun) => openBareSessions(graph, { sessions: 1, threads: cores, imagesPerRun })),
  );
  const single = await openBareSessions(graph, { sessions: cores, threads: 1, imagesPerRun: 2 });
  const paces = { shared: [] as number[], single: [] as number[], job: [] as number[] };
  // Turn by turn, so that a busy machine slows all down alike.
  const part = Math.ceil(files.length / rounds);
  const bare = Math.min(part, mostBare) * views;
  for (let round = 0; round < rounds; round++) {
    await addProducts(folder, files.slice(round * part, (round + 1) * part));
    const [two, eight] = [await shared[0]!.pace(bare), await shared[1]!.pace(bare)];
    paces.shared.push(Math.max(two, eight) / views);
    paces.single.push((await single.pace(bare)) / views);
    const job = await embedCatalogue(asSystem("commandLine", "bench"), { source: `dir:${model}` });
    if (!job.ok) throw new Error(job.detail);
    paces.job.push(job.value.embedded / job.value.seconds);
    const [one, each, whole] = [paces.shared, paces.single, paces.job].map((all) => all.at(-1)!.toFixed(1));
    say(`round ${round + 1}: shared session ${one}, session a core ${each}, job ${whole} photos/s`);
  }
  await Promise.all([...shared, single].map((sessions) => sessions.close()));
  await closeJobs();
  const shareOf = (whole: number[]) => paces.job.map((pace, round) => pace / whole[round]!);
  const ratio = median(shareOf(paces.shared));
  return [
    {
      name: `bare session on ${cores} cores${rangeOf(paces.shared)}`,
      value: median(paces.shared),
      unit: "photos/s",
      ok: true,
    },
    {
      name: `bare sessions, one a core${rangeOf(paces.single)}`,
      value: median(paces.single),
      unit: "photos/s",
      ok: true,
    },
    { name: `embedding job${rangeOf(paces.job)}`, value: median(paces.job), unit: "photos/s", ok: true },
    {
      name: `share of the bare session${rangeOf(shareOf(paces.shared), 2)}`,
      value: ratio,
      unit: "",
      target: `≥ ${share}`,
      ok: ratio >= share,
    },
    {
      name: `share of one a core${rangeOf(shareOf(paces.single), 2)}`,
      value: median(shareOf(paces.single)),
      unit: "",
      ok: true,
    },
  ];
}

const rangeOf = (values: number[], digits = 1) =>
  ` (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

async function addProducts(folder: string, files: string[]): Promise<void> {
  const { importCatalogue } = await import("@/lib/catalogue/import-catalogue");
  const list = mkdtempSync(join(tmpdir(), "toile-bench-list-"));
  const file = join(list, "products.csv");
  writeFileSync(file, ["id,kind", ...files.map((name) => `${name},garment`)].join("\n"));
  const mapping = CatalogueMapping.parse({
    id: "id",
    group: { column: "id" },
    title: "id",
    images: [{ column: "id" }],
    taxonomy: [{ column: "kind", label: "Kind", target: true }],
  });
  const added = await importCatalogue(asSystem("commandLine", "bench"), { file, mapping, images: folder });
  rmSync(list, { recursive: true });
  if (!added.ok) throw new Error(added.detail);
}

async function measureBuiltin(files: FileToEmbed[]): Promise<Figure[]> {
  const encoder = await openEncoder("builtin", { threads: 1 });
  const pixels = randomImages(encoder);
  await encoder.encode(pixels);
  const elapsed = 1000 / (await paceOfSession(encoder, pixels, 200));
  const pace = await paceOfPipeline(encoder, files);
  return [
    { name: "built-in, one photo of pixels, one thread", value: elapsed, unit: "ms", target: "≤ 8", ok: elapsed <= 8 },
    { name: "built-in, files to vectors, one thread", value: pace, unit: "photos/s", ok: true },
  ];
}

async function paceOfSession(encoder: ImageEncoder, batch: DecodedImage[], count: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  for (; done < count; done += batch.length / encoder.views.length) await encoder.encode(batch);
  return (1000 * done) / (performance.now() - began);
}

async function paceOfPipeline(encoder: ImageEncoder, files: FileToEmbed[]): Promise<number> {
  const began = performance.now();
  let done = 0;
  for await (const batch of embedFiles(encoder, files)) done += batch.keys.length;
  return (1000 * done) / (performance.now() - began);
}

function randomImages({ batchSize, views, geometry: { width, height } }: ImageEncoder): DecodedImage[] {
  const rng = rngOf(7);
  return Array.from({ length: batchSize * views.length }, () => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height * 3 }, () => Math.floor(rng() * 256)),
  }));
}

const filesIn = (folder: string, count: number) =>
  readdirSync(folder)
    .filter((name) => /\.jpe?g$/i.test(name))
    .sort()
    .slice(0, count);

/** Photos of a catalogue's usual size, so that the bench runs on a machine without any. */
async function drawPhotos(count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "toile-bench-photos-"));
  const rng = rngOf(11);
  for (let i = 0; i < count; i++) {
    const data = Uint8Array.from({ length: 30 * 40 * 3 }, () => 120 + Math.floor(rng() * 120));
    const small = sharp(data, { raw: { width: 30, height: 40, channels: 3 } });
    await small
      .resize(240, 320, { kernel: "cubic" })
      .jpeg({ quality: 85 })
      .toFile(join(folder, `${i}.jpg`));
  }
  return folder;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
