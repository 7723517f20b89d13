import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { type Call, floats } from "./wasm-heap";

/** Gradients that the wasm package has no kernels for: those of a convolution with one filter a channel, x [n, h, w, c],
 *  filter [kh, kw, c, 1], without padding (pad the map first). */
export function installWasmConvolutions(tf: TensorFlow): void {
  register(tf, "DepthwiseConv2dNativeBackpropInput", ({ inputs: { dy, filter }, backend, attrs }) => {
    const shape = attrs.inputShape as number[];
    const out = backend.makeOutput(shape, "float32");
    const [from, weights, to] = [floats(backend, dy), floats(backend, filter), floats(backend, out)];
    to.fill(0);
    eachTap(shape, dy.shape, filter.shape, attrs, (x, y, w, c) => {
      for (let j = 0; j < c; j++) to[x + j] += from[y + j] * weights[w + j];
    });
    return out;
  });
  register(tf, "DepthwiseConv2dNativeBackpropFilter", ({ inputs: { x, dy }, backend, attrs }) => {
    const shape = attrs.filterShape as number[];
    const out = backend.makeOutput(shape, "float32");
    const [map, from, to] = [floats(backend, x), floats(backend, dy), floats(backend, out)];
    to.fill(0);
    eachTap(x.shape, dy.shape, shape, attrs, (x, y, w, c) => {
      for (let j = 0; j < c; j++) to[w + j] += map[x + j] * from[y + j];
    });
    return out;
  });
}

function register(tf: TensorFlow, kernelName: string, kernel: (call: Call) => TensorInfo): void {
  tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc: kernel as unknown as KernelFunc });
}

/** Where the c channels of each pixel of the map, of its result and of the filter's place between them begin. */
function eachTap(
  map: number[],
  result: number[],
  filter: number[],
  attrs: Record<string, unknown>,
  visit: (x: number, y: number, w: number, c: number) => void,
): void {
  const [n, h, w, c] = map as [number, number, number, number];
  const [, oh, ow] = result as [number, number, number];
  const [kh, kw] = filter as [number, number];
  const [down, right] = attrs.strides as [number, number];
  for (let image = 0; image < n; image++) {
    for (let oy = 0; oy < oh; oy++) {
      for (let ox = 0; ox < ow; ox++) {
        const y = ((image * oh + oy) * ow + ox) * c;
        for (let ky = 0; ky < kh; ky++) {
          for (let kx = 0; kx < kw; kx++) {
            const x = ((image * h + oy * down + ky) * w + ox * right + kx) * c;
            visit(x, y, (ky * kw + kx) * c, c);
          }
        }
      }
    }
  }
}
