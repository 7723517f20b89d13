// A thread with one session and tensors that are there already: { weights, input, output, shape, threads }. It says "ready", and
// after a number of runs that it is told of, "done".
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";

const { weights, input, output, shape, threads } = workerData;
// As ONNX Runtime opens it by itself: its threads spin while they wait.
const session = await InferenceSession.create(weights, { intraOpNumThreads: threads, logSeverityLevel: 3 });
const size = shape.reduce((/** @type {number} */ all, /** @type {number} */ one) => all * one, 1);
const pixels = Float32Array.from({ length: size }, (_, i) => Math.sin(i));
const tensor = new Tensor("float32", pixels, shape);
const run = () => session.run({ [input]: tensor }, [output]);
for (let i = 0; i < 3; i++) await run();
parentPort?.on("message", async (/** @type {number} */ runs) => {
  for (let i = 0; i < runs; i++) await run();
  parentPort?.postMessage("done");
});
parentPort?.postMessage("ready");
