import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type * as Tf from "@tensorflow/tfjs-core";
import { installNativeLayers } from "./native-layers";
import { installWasmKernels } from "./wasm-kernels";

/** The part of TensorFlow.js that both backends share. */
export type TensorFlow = typeof Tf;
export type BackendName = "tfjs-node" | "wasm";
export type Backend = { tf: TensorFlow; name: BackendName; threads: number };
export type PreferredBackend = "auto" | "native" | "wasm";

let chosen: Promise<Backend> | null = null;
let asked: PreferredBackend = "auto";

/** Chooses the tensor backend once per process: native TensorFlow when @tensorflow/tfjs-node is installed and loads,
 *  else WebAssembly. TOILE_BACKEND (auto, native, wasm) overrides "auto". A missing native backend is no error unless
 *  "native" was asked for. Throws Error when another backend than the one already loaded is asked for. */
export function chooseBackend(preferred: PreferredBackend = "auto"): Promise<Backend> {
  const wanted = preferred === "auto" ? preferenceFrom(process.env.TOILE_BACKEND) : preferred;
  if (chosen && wanted !== "auto" && wanted !== asked) {
    throw new Error(`backend ${asked} is loaded in this process already, ${wanted} needs its own`);
  }
  asked = chosen ? asked : wanted;
  chosen ??= load(wanted).catch((error: unknown) => {
    chosen = null;
    throw error;
  });
  return chosen;
}

function preferenceFrom(value: string | undefined): PreferredBackend {
  if (value === undefined || value === "" || value === "auto") return "auto";
  if (value === "native" || value === "wasm") return value;
  throw new RangeError(`TOILE_BACKEND is "${value}", it takes auto, native or wasm`);
}

async function load(wanted: PreferredBackend): Promise<Backend> {
  if (wanted !== "wasm") {
    const native = await loadNative();
    if (native) return native;
    if (wanted === "native") throw new Error("@tensorflow/tfjs-node is not installed or does not load on this machine");
  }
  return loadWasm();
}

/** null when the package is absent or its binary does not load. */
async function loadNative(): Promise<Backend | null> {
  // Read by the C library on its first line; later is too late.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  try {
    restoreRemovedNodeHelpers();
    // A name in a variable: bundlers must not look for this optional package.
    const name = "@tensorflow/tfjs-node";
    const tf = createRequire(import.meta.url)(name) as TensorFlow;
    await tf.ready();
    installNativeLayers(tf);
    return { tf, name: "tfjs-node", threads: (await import("node:os")).availableParallelism() };
  } catch {
    return null;
  }
}

/** tfjs-node 4.22 calls util.isNullOrUndefined and util.isArray, which Node 23 removed. */
function restoreRemovedNodeHelpers(): void {
  const util = createRequire(import.meta.url)("node:util") as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

async function loadWasm(): Promise<Backend> {
  const require = createRequire(import.meta.url);
  // CommonJS on purpose: the wasm package requires the core, and both must hold the same engine.
  const tf = require("@tensorflow/tfjs-core") as TensorFlow;
  const wasm = require("@tensorflow/tfjs-backend-wasm") as typeof import("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  await tf.setBackend("wasm");
  await tf.ready();
  installWasmKernels(tf);
  // The package switches threads off under Node (tensorflow/tfjs issue 3830).
  return { tf, name: "wasm", threads: 1 };
}
