import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { z } from "zod";
import { matrixOf, normaliseRows } from "../runtime/matrix";
import { GARMENT_VIEW } from "./decode-views";
import { EncoderUnusable, type ImageEncoder } from "./encoder";
import { geometryOf, Preprocessing, packerOf } from "./preprocessing";

export type SessionOptions = { threads?: number; batchSize?: number };

/** Opens an ONNX graph as an encoder. Its preprocessing is read from PATH.json when that lies beside it.
 *  Throws EncoderUnusable when the file is missing, cut off, or has other inputs or outputs than it should. */
export async function openOnnxEncoder(path: string, options: SessionOptions = {}): Promise<ImageEncoder> {
  const weights = await readWeights(path);
  const preprocessing = await readPreprocessing(`${path}.json`);
  const session = await openSession(path, weights, options);
  const { views } = preprocessing;
  const partWidth = checkGraph(path, session, preprocessing);
  const dimension = views.length * partWidth;
  const pack = packerOf(preprocessing);
  const [width, height] = preprocessing.size;
  const shapeOf = (n: number) => (preprocessing.layout === "NCHW" ? [n, 3, height, width] : [n, height, width, 3]);
  return {
    name: basename(path).replace(/\.onnx$/i, ""),
    version: versionOf(weights, preprocessing),
    dimension,
    geometry: geometryOf(preprocessing),
    views,
    batchSize: options.batchSize ?? 8,
    async encode(images) {
      if (images.length === 0) return matrixOf(0, dimension);
      const input = new Tensor("float32", pack(images), shapeOf(images.length));
      const outputs = await session.run({ [preprocessing.input]: input }, [preprocessing.output]);
      const vectors = outputs[preprocessing.output]!.data;
      if (!(vectors instanceof Float32Array)) throw new TypeError(`${preprocessing.output} is not float32`);
      if (views.length === 1) return matrixOf(images.length, dimension, vectors);
      const parts = normaliseRows(matrixOf(images.length, partWidth, vectors));
      return matrixOf(images.length / views.length, dimension, parts.data);
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

async function openSession(path: string, weights: Buffer, options: SessionOptions): Promise<InferenceSession> {
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
      `The model file ${path} can't be opened; it may be cut off or not an ONNX graph (${words}).`,
    );
  }
}

/** The embedding's length, after comparing the graph with its preprocessing. */
function checkGraph(path: string, session: InferenceSession, p: Preprocessing): number {
  const input = session.inputMetadata.find((one) => one.name === p.input);
  const output = session.outputMetadata.find((one) => one.name === p.output);
  const remedy = `Name the right ones in ${basename(path)}.json.`;
  if (!input)
    throw new EncoderUnusable(`${path} has no input "${p.input}", only ${list(session.inputNames)}. ${remedy}`);
  if (!output)
    throw new EncoderUnusable(`${path} has no output "${p.output}", only ${list(session.outputNames)}. ${remedy}`);
  if (session.inputNames.length > 1)
    throw new EncoderUnusable(`${path} wants ${list(session.inputNames)}; one image input is supported.`);
  if (!input.isTensor || input.type !== "float32" || !output.isTensor || output.type !== "float32") {
    throw new EncoderUnusable(`${path} does not work on float32 images and embeddings.`);
  }
  const [width, height] = p.size;
  const wanted = p.layout === "NCHW" ? [3, height, width] : [height, width, 3];
  const got = input.shape.slice(1);
  const isRight = got.length === 3 && wanted.every((size, axis) => typeof got[axis] !== "number" || got[axis] === size);
  if (!isRight)
    throw new EncoderUnusable(
      `${path} expects images [${got.join(", ")}], its preprocessing makes [${wanted.join(", ")}].`,
    );
  const last = output.shape.at(-1);
  if (output.shape.length !== 2 || typeof last !== "number" || last < 1) {
    throw new EncoderUnusable(
      `${path} gives "${p.output}" as [${output.shape.join(", ")}]; one vector an image, [N, d], is needed.`,
    );
  }
  return last;
}

const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");

function versionOf(weights: Buffer, preprocessing: Preprocessing): string {
  const hash = createHash("sha256").update(weights).update(JSON.stringify(preprocessing));
  if (preprocessing.views.includes("garment")) hash.update(GARMENT_VIEW);
  return hash.digest("hex").slice(0, 12);
}
