import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { z } from "zod";
import { matrixOf, normaliseRows, takeRows } from "../runtime/matrix";
import { GARMENT_VIEW } from "./decode-views";
import { EncoderUnusable, type ImageEncoder } from "./encoder";
import { geometryOf, Preprocessing, packerOf } from "./preprocessing";

/** Photos that one call of encode() is given. */
export const photosPerBatch = 8;

export type SessionOptions = { threads?: number; batchSize?: number };

/** A graph with what it expects. where: how sentences call its file; remedy: what to do when names do not agree. */
export type Graph = { name: string; weights: Uint8Array; preprocessing: Preprocessing; where: string; remedy: string };

/** Opens an ONNX file as an encoder. Its preprocessing is read from PATH.json when that lies beside it.
 *  Throws EncoderUnusable when the file is missing, cut off, or has other inputs or outputs than it should. */
export async function openOnnxEncoder(path: string, options: SessionOptions = {}): Promise<ImageEncoder> {
  return openGraph(await readGraph(path), options);
}

/** The graph of an ONNX file with its preprocessing, not yet opened. Throws EncoderUnusable on files that can't be read. */
export async function readGraph(path: string): Promise<Graph> {
  const weights = await readWeights(path);
  const preprocessing = await readPreprocessing(`${path}.json`);
  const remedy = `Name the right ones in ${basename(path)}.json.`;
  return { name: nameOf(path), weights, preprocessing, where: path, remedy };
}

const nameOf = (path: string) => basename(path).replace(/\.onnx$/i, "");

/** What one run of a session takes: two images of 224 × 224. The layers of more do not stay in a core's cache; sixteen took
 *  MobileNetV2 a third longer an image. */
const PIXELS_PER_RUN = 2 * 224 * 224;

/** Opens a graph in memory as an encoder. Throws EncoderUnusable as openOnnxEncoder() does. */
export async function openGraph(graph: Graph, options: SessionOptions = {}): Promise<ImageEncoder> {
  const { preprocessing } = graph;
  const session = await openSession(graph, options);
  const { views, layout } = preprocessing;
  const pack = packerOf(preprocessing);
  const [width, height] = preprocessing.size;
  const shapeOf = (n: number) => (layout === "NCHW" ? [n, 3, height, width] : [n, height, width, 3]);
  const run = async (pixels: Float32Array, n: number) => {
    const input = new Tensor("float32", pixels, shapeOf(n));
    const { data } = (await session.run({ [preprocessing.input]: input }, [preprocessing.output]))[
      preprocessing.output
    ]!;
    if (!(data instanceof Float32Array)) throw new TypeError(`${preprocessing.output} is not float32`);
    return data;
  };
  // Exported graphs often leave their vector's length open: one empty picture tells it.
  const partWidth = checkGraph(graph, session) ?? (await run(new Float32Array(3 * width * height), 1)).length;
  const dimension = views.length * partWidth;
  const imagesPerRun = Math.max(1, Math.round(PIXELS_PER_RUN / (width * height)));
  return {
    name: graph.name,
    version: versionOf(graph.weights, preprocessing),
    dimension,
    geometry: geometryOf(preprocessing),
    views,
    batchSize: options.batchSize ?? photosPerBatch,
    async encode(images) {
      if (images.length === 0) return matrixOf(0, dimension);
      // Where no garment stands out, both views are one and the same image.
      const distinct = [...new Set(images)];
      const vectors = matrixOf(distinct.length, partWidth);
      // Each run takes the numbers of the one before.
      const pixels = new Float32Array(Math.min(imagesPerRun, distinct.length) * 3 * width * height);
      for (let from = 0; from < distinct.length; from += imagesPerRun) {
        const to = Math.min(distinct.length, from + imagesPerRun);
        vectors.data.set(await run(pack(distinct, { from, to, into: pixels }), to - from), from * partWidth);
      }
      const placeOf = new Map(distinct.map((image, place) => [image, place]));
      const places = images.map((image) => placeOf.get(image)!);
      const parts = takeRows(vectors, places);
      if (views.length === 1) return parts;
      return matrixOf(images.length / views.length, dimension, normaliseRows(parts).data);
    },
    close: () => session.release(),
  };
}

async function readWeights(path: string): Promise<Buffer> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw new EncoderUnusable(`There is no model file at ${path}.`);
  if (facts.size === 0) throw new EncoderUnusable(`The model file ${path} is empty.`);
  return readFile(path);
}

async function readPreprocessing(path: string): Promise<Preprocessing> {
  if (!existsSync(path)) return Preprocessing.parse({});
  let text: unknown;
  try {
    text = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new EncoderUnusable(`${path} is not valid JSON, so the photos can't be prepared as the model expects.`);
  }
  const parsed = Preprocessing.safeParse(text);
  if (!parsed.success) throw new EncoderUnusable(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** A graph's session. Throws EncoderUnusable on bytes that are no whole graph. */
export async function openSession(
  { where, weights }: Pick<Graph, "where" | "weights">,
  options: SessionOptions,
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(weights, {
      intraOpNumThreads: options.threads ?? availableParallelism(),
      interOpNumThreads: 1,
      graphOptimizationLevel: "all",
      logSeverityLevel: 3,
      // Threads that spin while they wait would take the cores on which sharp decodes the next photos.
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message.split("\n")[0]!.trim() : String(error);
    throw new EncoderUnusable(
      `The model file ${where} can't be opened; it may be cut off or not an ONNX graph (${words}).`,
    );
  }
}

/** The embedding's length, after comparing the graph with its preprocessing; null where the graph leaves it open. */
function checkGraph({ where, remedy, preprocessing: p }: Graph, session: InferenceSession): number | null {
  const input = session.inputMetadata.find((one) => one.name === p.input);
  const output = session.outputMetadata.find((one) => one.name === p.output);
  if (!input)
    throw new EncoderUnusable(`${where} has no input "${p.input}", only ${list(session.inputNames)}. ${remedy}`);
  if (!output)
    throw new EncoderUnusable(`${where} has no output "${p.output}", only ${list(session.outputNames)}. ${remedy}`);
  if (session.inputNames.length > 1)
    throw new EncoderUnusable(`${where} wants ${list(session.inputNames)}; one image input is supported.`);
  if (!input.isTensor || input.type !== "float32" || !output.isTensor || output.type !== "float32") {
    throw new EncoderUnusable(`${where} does not work on float32 images and embeddings.`);
  }
  const [width, height] = p.size;
  const wanted = p.layout === "NCHW" ? [3, height, width] : [height, width, 3];
  const got = input.shape.slice(1);
  const isRight = got.length === 3 && wanted.every((size, axis) => typeof got[axis] !== "number" || got[axis] === size);
  if (!isRight)
    throw new EncoderUnusable(
      `${where} expects images [${got.join(", ")}], its preprocessing makes [${wanted.join(", ")}].`,
    );
  const [, last, ...rest] = output.shape;
  // A pooled map of one place, [N, d, 1, 1], is a vector too.
  if (last === undefined || last === 0 || rest.some((size) => size !== 1)) {
    throw new EncoderUnusable(
      `${where} gives "${p.output}" as [${output.shape.join(", ")}]; one vector an image, [N, d], is needed.`,
    );
  }
  return typeof last === "number" ? last : null;
}

const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");

/** An encoder's version: 12 digits of the hash of its weights and preprocessing. */
export function versionOf(weights: Uint8Array, preprocessing: Preprocessing): string {
  const hash = createHash("sha256").update(weights).update(JSON.stringify(preprocessing));
  if (preprocessing.views.includes("garment")) hash.update(GARMENT_VIEW);
  return hash.digest("hex").slice(0, 12);
}
