import { availableParallelism } from "node:os";
import type { InferenceSession, Tensor } from "onnxruntime-node";

/** A table for a graph's input: rows × columns of float32, or a list of int32. */
export type OnnxInput = { shape: number[]; data: Float32Array | Int32Array };

/** A graph ready to run. */
export type OnnxSession = {
  /** Inputs that stay the same from run to run. They are read where they lie: leave them unchanged. */
  bind(inputs: Record<string, OnnxInput>): void;
  /** Numbers of the float32 output called `output`. */
  run(inputs: Record<string, OnnxInput>, output: string): Promise<Float32Array>;
  close(): Promise<void>;
};

/** Opens a graph (see encodeOnnx) on ONNX Runtime, one thread a core. null where onnxruntime-node does not load, which
 *  is no error: its binary does not exist for every platform. Throws Error on a graph it can't open. */
export async function openOnnxSession(graph: Uint8Array): Promise<OnnxSession | null> {
  const runtime = await loadRuntime();
  if (!runtime) return null;
  const session = await runtime.InferenceSession.create(graph, {
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Spinning costs half of the time where other processes want the cores too.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return sessionOf(runtime, session);
}

type Runtime = typeof import("onnxruntime-node");

async function loadRuntime(): Promise<Runtime | null> {
  try {
    return await import("onnxruntime-node");
  } catch {
    return null;
  }
}

function sessionOf(runtime: Runtime, session: InferenceSession): OnnxSession {
  const bound: Record<string, Tensor> = {};
  const tensorOf = ({ data, shape }: OnnxInput) =>
    data instanceof Float32Array
      ? new runtime.Tensor("float32", data, shape)
      : new runtime.Tensor("int32", data, shape);
  const addTo = (feeds: Record<string, Tensor>, inputs: Record<string, OnnxInput>) => {
    for (const [name, input] of Object.entries(inputs)) feeds[name] = tensorOf(input);
  };
  return {
    bind: (inputs) => addTo(bound, inputs),
    async run(inputs, output) {
      const feeds = { ...bound };
      addTo(feeds, inputs);
      const { data } = (await session.run(feeds, [output]))[output];
      if (!(data instanceof Float32Array)) throw new TypeError(`${output} is not float32`);
      return data;
    },
    close: () => session.release(),
  };
}
