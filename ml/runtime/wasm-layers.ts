import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { layerKernels } from "./layer-kernels";
import { type ElementwiseName, elementwise } from "./wasm-elementwise";
import { type Call, floats, offsetOf, sizeOf, type WasmBackend } from "./wasm-heap";

/** The layers' kernels in WebAssembly, each in one pass over memory. */
export function installWasmLayers(tf: TensorFlow): void {
  register(tf, layerKernels.biasedRelu, ({ inputs: { x, bias, mask }, backend }) =>
    rowsKernel(backend, mask ? "maskedBiasedRelu" : "biasedRelu", x, bias, mask),
  );
  register(tf, layerKernels.biasedReluGradient, ({ inputs: { dy, value, mask }, backend }) =>
    rowsKernel(backend, mask ? "maskedWhereReached" : "whereReached", dy, value, mask),
  );
  register(tf, layerKernels.absoluteDifference, ({ inputs: { a, b }, backend }) =>
    rowsKernel(backend, "absoluteDifference", a, b),
  );
  register(tf, layerKernels.absoluteDifferenceGradient, ({ inputs: { dy, a, b }, backend }) =>
    rowsKernel(backend, "timesSignOfDifference", dy, a, b),
  );
  register(tf, layerKernels.sumRows, sumRows);
}

function register(tf: TensorFlow, kernelName: string, kernel: (call: Call) => TensorInfo): void {
  tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc: kernel as unknown as KernelFunc });
}

const plain: Record<ElementwiseName, (a: number, b: number, c: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  absoluteDifference: (a, b) => Math.abs(a - b),
  timesSignOfDifference: (a, b, c) => a * Math.sign(b - c),
  biasedRelu: (a, b) => Math.max(a + b, 0),
  maskedBiasedRelu: (a, b, c) => Math.max(a + b, 0) * c,
  whereReached: (a, b) => (b > 0 ? a : 0),
  maskedWhereReached: (a, b, c) => (b > 0 ? a * c : 0),
};

const opened = new WeakMap<WebAssembly.Memory, Map<ElementwiseName, ReturnType<typeof elementwise>>>();

function openKernel(name: ElementwiseName, { wasm }: WasmBackend) {
  const { memory } = wasm.asm;
  const kernels = opened.get(memory) ?? new Map();
  opened.set(memory, kernels);
  const kernel = kernels.get(name) ?? elementwise(name, memory);
  kernels.set(name, kernel);
  return kernel;
}

/** f(a, b, c) of a [.., u, h], b of the same shape or [.., 1, h], c of a's shape → a's shape. */
export function rowsKernel(
  backend: WasmBackend,
  name: ElementwiseName,
  a: TensorInfo,
  b: TensorInfo,
  c?: TensorInfo,
): TensorInfo {
  const out = backend.makeOutput(a.shape, "float32");
  const size = sizeOf(a.shape);
  const isSame = sizeOf(b.shape) === size;
  const [u, h] = isSame ? [1, size] : a.shape.slice(-2);
  const whole = h - (h % 4);
  const bytes = 4 * h;
  const at = {
    a: offsetOf(backend, a),
    b: offsetOf(backend, b),
    c: c ? offsetOf(backend, c) : 0,
    out: offsetOf(backend, out),
  };
  const kernel = openKernel(name, backend);
  for (let m = 0; m < size / (u * h); m++) {
    const [from, row] = [m * u * bytes, isSame ? m * u * bytes : m * bytes];
    const here = { a: at.a + from, b: at.b + row, c: at.c + from, out: at.out + from };
    kernel(here, { a: bytes, b: isSame ? bytes : 0, c: bytes, out: bytes }, u, 4 * whole);
  }
  if (whole < h) finishRows(plain[name], backend, { a, b, c, out }, [u, h], whole);
  return out;
}

/** What is left over at the end of each row. */
function finishRows(
  each: (a: number, b: number, c: number) => number,
  backend: WasmBackend,
  tensors: { a: TensorInfo; b: TensorInfo; c?: TensorInfo; out: TensorInfo },
  [u, h]: number[],
  whole: number,
): void {
  const [a, b, out] = [floats(backend, tensors.a), floats(backend, tensors.b), floats(backend, tensors.out)];
  const c = tensors.c ? floats(backend, tensors.c) : null;
  const isSame = a.length === b.length;
  for (let r = 0; r < a.length / h; r++) {
    const row = isSame ? r * h : Math.floor(r / u) * h;
    for (let j = whole; j < h; j++) out[r * h + j] = each(a[r * h + j], b[row + j], c ? c[r * h + j] : 0);
  }
}

function sumRows({ inputs: { x }, backend }: Call): TensorInfo {
  const [u, h] = x.shape.slice(-2);
  const out = backend.makeOutput([...x.shape.slice(0, -2), 1, h], "float32");
  const [from, to] = [floats(backend, x), floats(backend, out)];
  const whole = h - (h % 4);
  to.fill(0);
  const kernel = openKernel("add", backend);
  for (let m = 0; m < to.length / h; m++) {
    const [start, row] = [offsetOf(backend, x) + 4 * m * u * h, offsetOf(backend, out) + 4 * m * h];
    kernel({ a: start, b: row, out: row }, { a: 4 * h, b: 0, out: 0 }, u, 4 * whole);
    for (let r = m * u; r < (m + 1) * u; r++) for (let j = whole; j < h; j++) to[m * h + j] += from[r * h + j];
  }
  return out;
}
