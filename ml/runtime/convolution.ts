import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";

/** Convolutions with gradients on both backends, on maps [1, n · h · w, c]: rows of pixels, channels last. */
export type Convolutions = ReturnType<typeof convolutionsOf>;

/** sizes of the map and of the window in px; padding before and after. */
export type Windowed = {
  images: number;
  height: number;
  width: number;
  size: [number, number];
  stride: [number, number];
  before: [number, number];
  after: [number, number];
};

/** Builds them for one backend. */
export function convolutionsOf(tf: TensorFlow) {
  return {
    /** Per pixel of the result the pixels under its window side by side: x [1, n·h·w, c] → [1, n·oh·ow, kh·kw·c], zeros
     *  outside. Its product with weights [1, kh·kw·c, out] is the convolution. */
    windows: (x: Tensor, window: Windowed): Tensor => {
      const [, rows, c] = x.shape as [number, number, number];
      const { index, places } = windowIndex(window);
      const results = index.length / places;
      const custom = (...args: unknown[]) => {
        const at = tf.tensor1d(index, "int32");
        const ground = tf.concat([tf.reshape(args[0] as Tensor, [rows, c]), tf.zeros([1, c])], 0);
        (args[1] as (tensors: Tensor[]) => void)([at]);
        return {
          value: tf.reshape(tf.gather(ground, at), [1, results, places * c]),
          gradFunc: (dy: Tensor, [at]: Tensor[]) => {
            const sums = tf.unsortedSegmentSum(tf.reshape(dy, [index.length, c]), at as Tensor1D, rows + 1);
            return [tf.reshape(tf.slice(sums, [0, 0], [rows, c]), [1, rows, c])];
          },
        };
      };
      return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(x);
    },
    /** One filter a channel: x [1, n·h·w, c], weight [1, kh·kw, c] → [1, n·oh·ow, c]. */
    depthwise: (x: Tensor, weight: Tensor, window: Windowed): Tensor => {
      const { images, height, width, size, stride, before, after } = window;
      const c = x.shape[2] as number;
      const attrs = { strides: stride, pad: "valid", dilations: [1, 1], dimRoundingMode: undefined };
      const filterShape = [...size, c, 1];
      const kernel = (name: string, inputs: Record<string, Tensor>, more: object) =>
        tf.engine().runKernel(name, inputs, { ...attrs, ...more } as never) as Tensor;
      const custom = (...args: unknown[]) => {
        const map = tf.reshape(args[0] as Tensor, [images, height, width, c]) as Tensor4D;
        const padded = tf.pad4d(map, [
          [0, 0],
          [before[0], after[0]],
          [before[1], after[1]],
          [0, 0],
        ]);
        const filter = tf.reshape(args[1] as Tensor, filterShape);
        (args[2] as (tensors: Tensor[]) => void)([padded, filter]);
        const value = kernel("DepthwiseConv2dNative", { x: padded, filter }, {});
        const [, oh, ow] = value.shape as [number, number, number];
        return {
          value: tf.reshape(value, [1, images * oh * ow, c]),
          gradFunc: (dy: Tensor, [padded, filter]: Tensor[]) => {
            const given = tf.reshape(dy, [images, oh, ow, c]);
            const dPadded = kernel(
              "DepthwiseConv2dNativeBackpropInput",
              { dy: given, filter },
              { inputShape: padded.shape },
            );
            const dx = tf.slice(dPadded, [0, before[0], before[1], 0], [images, height, width, c]);
            const dFilter = kernel("DepthwiseConv2dNativeBackpropFilter", { x: padded, dy: given }, { filterShape });
            return [tf.reshape(dx, x.shape), tf.reshape(dFilter, weight.shape)];
          },
        };
      };
      return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(x, weight);
    },
    /** Per image the mean of its pixels: x [1, n·p, c] → [1, n, c]. As a product: the Mean kernel of wasm is slow. */
    meanOfPixels: (x: Tensor, pixels: number): Tensor => {
      const [, rows, c] = x.shape as [number, number, number];
      const images = rows / pixels;
      const share = () => tf.fill([images, 1, pixels], 1 / pixels);
      const custom = (...args: unknown[]) => ({
        value: tf.reshape(tf.matMul(share(), tf.reshape(args[0] as Tensor, [images, pixels, c])), [1, images, c]),
        gradFunc: (dy: Tensor) => [
          tf.reshape(tf.matMul(share(), tf.reshape(dy, [images, 1, c]), true, false), [1, rows, c]),
        ],
      });
      return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(x);
    },
    /** x brought back into low..high; what lies outside has no gradient. */
    clip: (x: Tensor, low: number, high: number): Tensor => {
      const custom = (...args: unknown[]) => {
        const value = tf.clipByValue(args[0] as Tensor, Math.max(low, -largest), Math.min(high, largest));
        (args[1] as (tensors: Tensor[]) => void)([value]);
        return {
          value,
          gradFunc: (dy: Tensor, [value]: Tensor[]) => {
            // Step, which would say the same, takes ten times as long on the native backend.
            const above = tf.greater(value!, tf.scalar(low));
            const isInside = high < largest ? tf.logicalAnd(above, tf.less(value!, tf.scalar(high))) : above;
            return [tf.mul(dy, tf.cast(isInside, "float32"))];
          },
        };
      };
      return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(x);
    },
    /** x [1, r, c] · factor [1, 1, c] + shift [1, 1, c], both constant. */
    scale: (x: Tensor, factor: Tensor, shift: Tensor): Tensor => {
      const custom = (...args: unknown[]) => {
        (args[1] as (tensors: Tensor[]) => void)([factor]);
        return {
          value: tf.add(tf.mul(args[0] as Tensor, factor), shift),
          gradFunc: (dy: Tensor, [factor]: Tensor[]) => [tf.mul(dy, factor)],
        };
      };
      return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(x);
    },
  };
}

const largest = 3.4e38;

/** Row of x under each place of each window, in the order of results; the row after the last one is the zeros outside. */
function windowIndex({ images, height, width, size, stride, before, after }: Windowed) {
  const oh = Math.floor((height + before[0] + after[0] - size[0]) / stride[0]) + 1;
  const ow = Math.floor((width + before[1] + after[1] - size[1]) / stride[1]) + 1;
  const places = size[0] * size[1];
  const index = new Int32Array(images * oh * ow * places);
  let at = 0;
  for (let n = 0; n < images; n++) {
    for (let oy = 0; oy < oh; oy++) {
      for (let ox = 0; ox < ow; ox++) {
        for (let p = 0; p < places; p++) {
          const y = oy * stride[0] - before[0] + Math.floor(p / size[1]);
          const x = ox * stride[1] - before[1] + (p % size[1]);
          const isInside = y >= 0 && y < height && x >= 0 && x < width;
          index[at++] = isInside ? (n * height + y) * width + x : images * height * width;
        }
      }
    }
  }
  return { index, places };
}
