import { once } from "node:events";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Worker } from "node:worker_threads";
import { batchesAhead, type EmbeddedBatch, type FileToEmbed } from "./embed-files";
import { type Graph, photosPerBatch } from "./onnx";

/** What a thread is started with, and what it is sent after that. */
export type ThreadTask = { graph: Graph; threads: number };
export type FilesToThread = FileToEmbed[] | "end" | "stop";

/** Bytes of weights that all threads together may hold. */
const MOST_WEIGHTS = 512 * 1024 * 1024;

/** One more than a thread decodes ahead, so that it never waits for files. */
const batchesHanded = batchesAhead + 2;

type Thread = { worker: Worker; exited: Promise<unknown> };

/** Embeds files on threads that each decode and encode by themselves; batches come as they are done, in no order. A session
 *  that shares its layers among cores waits at each of them for the slower one; sessions of one core each never do
 *  (measured: a third more images a second, and no pause of the thread that stores them). Models of which two would not
 *  fit into 512 MB run in one session. Throws the signal's reason when it is aborted. */
export async function* embedOnThreads(
  graph: Graph,
  files: AsyncIterable<FileToEmbed> | Iterable<FileToEmbed>,
  { threads, signal }: { threads: number; signal?: AbortSignal },
): AsyncGenerator<EmbeddedBatch> {
  const arrivals = new PassThrough({ objectMode: true });
  const crew = sessionsOf(threads, graph.weights.byteLength).map((each) =>
    openThread({ graph, threads: each }, arrivals),
  );
  void Promise.allSettled(crew.map(({ exited }) => exited)).then(() => arrivals.end());
  const source = batchesOf(files, photosPerBatch);
  const hand = async ({ worker }: Thread) => {
    const { value, done } = await source.next();
    worker.postMessage((done ? "end" : value) satisfies FilesToThread);
  };
  try {
    for (let i = 0; i < batchesHanded; i++) for (const thread of crew) await hand(thread);
    for await (const { thread, batch } of arrivals as AsyncIterable<{ thread: Thread; batch: EmbeddedBatch }>) {
      signal?.throwIfAborted();
      yield batch;
      signal?.throwIfAborted();
      await hand(thread);
    }
  } finally {
    for (const { worker } of crew) worker.postMessage("stop" satisfies FilesToThread);
    await Promise.allSettled(crew.map(({ exited }) => exited));
  }
}

/** Threads of each session. */
export function sessionsOf(threads: number, weights: number): number[] {
  const sessions = Math.max(1, Math.min(threads, Math.floor(MOST_WEIGHTS / weights)));
  return Array.from({ length: sessions }, (_, i) => Math.floor((threads + i) / sessions));
}

function openThread(task: ThreadTask, arrivals: PassThrough): Thread {
  // From the working folder, as a bundler would take a file beside this one for a part of the page.
  const file = join(process.cwd(), "ml", "encoders", "encoding-thread.mjs");
  const worker = new Worker(file, { workerData: task, execArgv: [] });
  const thread = { worker, exited: once(worker, "exit") };
  worker.on("message", (batch: EmbeddedBatch) => arrivals.write({ thread, batch }));
  worker.on("error", (error) => arrivals.destroy(error));
  return thread;
}

async function* batchesOf<T>(files: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[], undefined> {
  let batch: T[] = [];
  for await (const file of files) {
    batch.push(file);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
