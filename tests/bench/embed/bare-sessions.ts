import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Graph } from "@/ml/encoders/onnx";

export type BareSessions = {
  /** Images a second over about so many images. */
  pace(images: number): Promise<number>;
  close(): Promise<unknown>;
};

/** Sessions, each on a thread of its own, that do nothing but run a graph on `imagesPerRun` images of numbers that are there
 *  already. threads: cores that each session shares its layers among. */
export async function openBareSessions(
  { weights, preprocessing: { input, output, size, layout } }: Graph,
  { sessions, threads, imagesPerRun }: { sessions: number; threads: number; imagesPerRun: number },
): Promise<BareSessions> {
  const [width, height] = size;
  const shape = layout === "NCHW" ? [imagesPerRun, 3, height, width] : [imagesPerRun, height, width, 3];
  const workerData = { weights, input, output, shape, threads };
  const file = join(process.cwd(), "tests", "bench", "embed", "bare-session.mjs");
  const workers = Array.from({ length: sessions }, () => new Worker(file, { workerData, execArgv: [] }));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return {
    async pace(images) {
      const runs = Math.ceil(images / imagesPerRun / sessions);
      const began = performance.now();
      await Promise.all(
        workers.map((worker) => {
          const done = once(worker, "message");
          worker.postMessage(runs);
          return done;
        }),
      );
      return (1_000 * runs * imagesPerRun * sessions) / (performance.now() - began);
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
