import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type EmbeddedBatch, embedFiles } from "@/ml/encoders/embed-files";
import { embedOnThreads } from "@/ml/encoders/embed-on-threads";
import { EncoderUnusable, type ImageEncoder } from "@/ml/encoders/encoder";
import type { DownloadProgress } from "@/ml/encoders/hub/model-files";
import { type Graph, openGraph } from "@/ml/encoders/onnx";
import type { EncoderSource } from "@/ml/encoders/source";
import type { Encoder } from "@/prisma/generated/client";
import { db, inTx, type Tx } from "../db";
import { env } from "../env";
import { fail, ok, type Result } from "../result";
import { type AsSystem, actorOf } from "../users/allow";
import { encoderOf } from "./data";
import { lockLiveEncoder, makeLive } from "./make-live";
import { readOwnSource } from "./open-source";
import { registerEncoder } from "./register-encoder";
import { countPhotos, insertVectors, unembeddedPhotos } from "./sql";
import { photoPath } from "./store-photo";

/** done and total count distinct photos. */
export type EmbedProgress = { done: number; total: number };
/** skipped: photos that this encoder had embedded before. seconds: reading, decoding, encoding and storing. */
export type EmbedReport = { encoderId: string; embedded: number; skipped: number; broken: number; seconds: number };
type Options = {
  onProgress?: (progress: EmbedProgress) => void;
  onDownload?: (progress: DownloadProgress) => void;
  signal?: AbortSignal;
  /** Threads that the encoder computes on; all cores by default. */
  threads?: number;
};
/** isHeldBack: the live encoder stays, whichever that is when the work is done; serveEncoder() changes to another one. With
 *  "if-another-serves" it comes to serve where none does by then. encoderId: the encoder that it has to be. */
type Wish = { source: EncoderSource; isHeldBack?: boolean | "if-another-serves"; encoderId?: string };

const anotherFile =
  "The model's file is another one than it was: its version has changed. Choose it again under Settings, Encoders; what was embedded before stays, and new photos wait until then.";
const photosPerRead = 2_000;
const photosPerWrite = 128;
/** Fewer are embedded before a thread is up. */
const fewestForThreads = 200;

/** Embeds every readable photo that this encoder has not seen, and then makes it the live one, unless it is held back. Safe to stop and to
 *  repeat: what is stored stays, and the encoder goes live only once nothing is missing. A photo that cannot be decoded is
 *  marked with its reason. "invalid": the encoder cannot be used, with a sentence. Throws the signal's reason. */
export async function embedCatalogue(
  by: AsSystem,
  { source, isHeldBack = false, encoderId }: Wish,
  { onProgress, onDownload, signal, threads = availableParallelism() }: Options = {},
): Promise<Result<EmbedReport, "invalid">> {
  if (!(await isStoreThere()))
    return fail("invalid", `The photo store ${env().TOILE_STORE} is not there; nothing was changed.`);
  let graph: Graph;
  let encoder: ImageEncoder;
  try {
    graph = await readOwnSource(source, { onDownload });
    encoder = await openGraph(graph, { threads });
  } catch (error) {
    if (error instanceof EncoderUnusable) return fail("invalid", error.message);
    throw error;
  }
  try {
    // Asked before it is registered: an encoder that nobody chose is none of this house's.
    if (encoderId && (await encoderOf(encoderId))?.version !== encoder.version) return fail("invalid", anotherFile);
    const row = await registerEncoder(encoder, source);
    const before = await countPhotos(row.id);
    const began = performance.now();
    const report = { encoderId: row.id, embedded: 0, skipped: before.embedded, broken: 0, seconds: 0 };
    const total = before.photos - before.embedded;
    const store = new VectorStore(row);
    try {
      const files = photosOf(row.id);
      const batches =
        total < fewestForThreads
          ? embedFiles(encoder, files, { signal })
          : embedOnThreads(graph, files, { signal, threads });
      for await (const batch of batches) {
        await store.add(batch);
        report.embedded += batch.keys.length;
        report.broken += batch.broken.length;
        onProgress?.({ done: report.embedded + report.broken, total });
      }
    } finally {
      await store.flush();
    }
    report.seconds = (performance.now() - began) / 1_000;
    const hasNew = report.embedded + report.broken > 0;
    await inTx(async (tx) => {
      // What is new for the encoder that is live already always counts.
      const serving = await servingNow(tx);
      const isFree = !isHeldBack || (isHeldBack === "if-another-serves" && serving === null);
      if (isFree || serving === row.id) await makeLive(tx, actorOf(by), row, hasNew);
    });
    return ok(report);
  } finally {
    await encoder.close();
  }
}

/** Held until the transaction ends: a change of encoder at this very moment must not be taken back. */
async function servingNow(tx: Tx): Promise<string | null> {
  await lockLiveEncoder(tx);
  return (await tx.liveEncoder.findUnique({ where: { id: 1 } }))?.encoderId ?? null;
}

/** A shared store that is not mounted must not mark every photo as missing. */
async function isStoreThere(): Promise<boolean> {
  if (existsSync(env().TOILE_STORE)) return true;
  return (await db().photo.findFirst({ where: { sha256: { not: null }, brokenReason: null } })) === null;
}

/** Read page by page: photos that another import adds meanwhile are taken too. */
async function* photosOf(encoderId: string): AsyncGenerator<{ key: string; path: string }> {
  for (let after = ""; ; ) {
    const page = await unembeddedPhotos(encoderId, after, photosPerRead);
    for (const sha256 of page) yield { key: sha256, path: photoPath(sha256) };
    if (page.length < photosPerRead) return;
    after = page.at(-1)!;
  }
}

/** Writes vectors while the next ones are computed: one write for many photos, one under way at a time. */
class VectorStore {
  #keys: string[] = [];
  #vectors: Float32Array[] = [];
  #underWay: Promise<void> = Promise.resolve();

  constructor(readonly encoder: Encoder) {}

  async add({ keys, vectors, broken }: EmbeddedBatch): Promise<void> {
    for (const { key, reason } of broken) {
      await db().photo.updateMany({ where: { sha256: key }, data: { brokenReason: reason } });
    }
    this.#keys.push(...keys);
    this.#vectors.push(vectors.data);
    if (this.#keys.length < photosPerWrite) return;
    await this.#underWay;
    this.#underWay = this.#write();
    // Rejections are met where the next write, or flush(), awaits; until then they are not unhandled.
    this.#underWay.catch(() => {});
  }

  async flush(): Promise<void> {
    await this.#underWay;
    if (this.#keys.length > 0) await this.#write();
  }

  #write(): Promise<void> {
    const keys = this.#keys;
    const bytes = Buffer.concat(this.#vectors.map(bytesOf));
    this.#keys = [];
    this.#vectors = [];
    return insertVectors("PhotoEmbedding", this.encoder.id, keys, bytes, 4 * this.encoder.dimension);
  }
}

// Every platform that Node and ONNX Runtime run on is little-endian, as the column says.
const bytesOf = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
