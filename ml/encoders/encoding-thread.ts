import { parentPort, workerData } from "node:worker_threads";
import { embedFiles } from "./embed-files";
import type { FilesToThread, ThreadTask } from "./embed-on-threads";
import { openGraph } from "./onnx";

/** A thread's entry: opens the graph, embeds the files that it is handed until there are no more, sends each batch back. */

const port = parentPort!;
const { graph, threads } = workerData as ThreadTask;
const stop = new AbortController();
const waiting: FilesToThread[] = [];
let wake = () => {};
port.on("message", (files: FilesToThread) => {
  if (files === "stop") stop.abort();
  waiting.push(files);
  wake();
});

async function* handedOver() {
  for (;;) {
    const files = waiting.shift();
    if (files === "end" || files === "stop") return;
    if (files) yield* files;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}

const encoder = await openGraph(graph, { threads });
try {
  for await (const batch of embedFiles(encoder, handedOver(), { signal: stop.signal }))
    port.postMessage(batch, [batch.vectors.data.buffer as ArrayBuffer]);
} catch (error) {
  if (!stop.signal.aborted) throw error;
} finally {
  await encoder.close();
  // Nothing else keeps the thread alive.
  port.close();
}
