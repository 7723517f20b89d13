import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { installWasmConvolutions } from "./wasm-convolution";
import type { ElementwiseName } from "./wasm-elementwise";
import { type Call, floats, integers, sizeOf } from "./wasm-heap";
import { installWasmLayers, rowsKernel } from "./wasm-layers";
import { matMulKernel } from "./wasm-matmul";

/** Replaces the kernels of the wasm backend that training lives in. Measured for [5, 1024, 192] × [5, 192, 128]:
 *  matMul 109 → 10 ms, since the shipped one leaves XNNPACK for stacked or transposed operands; products and sums of
 *  equal shapes 5.6 → 1 ms. UnsortedSegmentSum, the gradient of gather, is missing from the package. */
export function installWasmKernels(tf: TensorFlow): void {
  override(tf, "BatchMatMul", () => matMulKernel());
  override(tf, "Add", (shipped) => elementwiseKernel(tf, shipped, "add"));
  override(tf, "Sub", (shipped) => elementwiseKernel(tf, shipped, "subtract"));
  override(tf, "Multiply", (shipped) => elementwiseKernel(tf, shipped, "multiply"));
  override(tf, "Identity", () => shareNumbers);
  override(tf, "GatherV2", (shipped) => gatherKernel(shipped));
  override(tf, "UnsortedSegmentSum", () => segmentSumKernel());
  installWasmConvolutions(tf);
  installWasmLayers(tf);
}

function override(
  tf: TensorFlow,
  kernelName: string,
  build: (shipped: KernelFunc | undefined) => (call: Call) => TensorInfo,
) {
  const shipped = tf.getKernel(kernelName, "wasm");
  if (shipped) tf.unregisterKernel(kernelName, "wasm");
  // The registry's type speaks of the abstract backend; under the name "wasm" it is always this one.
  const kernelFunc = build(shipped?.kernelFunc) as unknown as KernelFunc;
  tf.registerKernel({ kernelName, backendName: "wasm", setupFunc: shipped?.setupFunc, kernelFunc });
}

/** A clone holds the numbers of its original, as a reshaped tensor does; the shipped kernel copies them. No kernel writes
 *  over its inputs. */
function shareNumbers({ inputs: { x }, backend }: Call): TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

/** Equal shapes and [.., 1, h] against [.., u, h] run here; every other broadcast is left to the shipped kernel. */
function elementwiseKernel(tf: TensorFlow, shipped: KernelFunc | undefined, name: ElementwiseName) {
  return (call: Call): TensorInfo => {
    const {
      inputs: { a, b },
      backend,
    } = call;
    const isFloat = a.dtype === "float32" && b.dtype === "float32";
    if (isFloat && (tf.util.arraysEqual(a.shape, b.shape) || isRowBroadcast(a.shape, b.shape)))
      return rowsKernel(backend, name, a, b);
    if (!shipped) throw new Error("the wasm backend lacks an elementwise kernel");
    return shipped(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo;
  };
}

function isRowBroadcast(a: number[], b: number[]): boolean {
  const rank = a.length;
  if (rank < 2 || rank !== b.length || b[rank - 2] !== 1) return false;
  return a.every((size, axis) => axis === rank - 2 || size === b[axis]);
}

/** Rows of a float matrix [n, ..] by a flat index; other uses are left to the shipped kernel. */
function gatherKernel(shipped: KernelFunc | undefined) {
  return (call: Call): TensorInfo => {
    const {
      inputs: { x, indices },
      backend,
      attrs,
    } = call;
    const isRows = attrs.axis === 0 && x.dtype === "float32" && indices.dtype === "int32" && indices.shape.length === 1;
    if (!isRows || x.shape.length < 2) {
      if (!shipped) throw new Error("the wasm backend lacks GatherV2");
      return shipped(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo;
    }
    const inner = x.shape.slice(1);
    const width = sizeOf(inner);
    const out = backend.makeOutput([indices.shape[0], ...inner], "float32");
    const [from, to, at] = [floats(backend, x), floats(backend, out), integers(backend, indices)];
    for (let r = 0; r < at.length; r++) {
      if (!(at[r] >= 0 && at[r] < x.shape[0])) throw new RangeError(`row ${at[r]} gathered from [${x.shape}]`);
      to.set(from.subarray(at[r] * width, (at[r] + 1) * width), r * width);
    }
    return out;
  };
}

/** x [r, ..] summed into [numSegments, ..] by segment; the gradient of gathering rows. */
function segmentSumKernel(): (call: Call) => TensorInfo {
  return ({ inputs: { x, segmentIds }, backend, attrs }) => {
    const segments = attrs.numSegments as number;
    const inner = x.shape.slice(segmentIds.shape.length);
    const width = sizeOf(inner);
    const out = backend.makeOutput([segments, ...inner], "float32");
    const [from, to, at] = [floats(backend, x), floats(backend, out), integers(backend, segmentIds)];
    to.fill(0);
    for (let r = 0; r < at.length; r++) {
      const base = at[r] * width;
      for (let j = 0; j < width; j++) to[base + j] += from[r * width + j];
    }
    return out;
  };
}
