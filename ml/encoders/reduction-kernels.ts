import { add, type Code, constant, get, instanceOf, loop, moduleOf, set, step } from "../runtime/wasm-code";
import { WEIGHT_BITS } from "./reduction-plan";

/* The two kernels of a reduction, in WebAssembly SIMD. Sums are of whole numbers, so their order does not matter. */

const simd = (...code: number[]): Code => [0xfd, ...code];
const load = (address: Code): Code => [...address, ...simd(0x00, 0, 0)];
const loadHalf = (address: Code): Code => [...address, ...simd(0x5d, 0, 0)];
const splat16 = (address: Code): Code => [...address, ...simd(0x08, 0, 0)];
const splat32 = (address: Code): Code => [...address, ...simd(0x09, 0, 0)];
const load32 = (address: Code): Code => [...address, 0x28, 0, 0];
const store = (address: Code, value: Code): Code => [...address, ...value, ...simd(0x0b, 0, 0)];
const storeFirst32 = (address: Code, value: Code): Code => [...address, ...value, ...simd(0x5a, 0, 0, 0)];
const widenLow = (value: Code): Code => [...value, ...simd(0x89, 0x01)];
const widenHigh = (value: Code): Code => [...value, ...simd(0x8a, 0x01)];
const timesLow = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xbc, 0x01)];
const timesHigh = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xbd, 0x01)];
const timesPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xba, 0x01)];
const plus = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xae, 0x01)];
const narrow32 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x85, 0x01)];
const narrow16 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x66)];
const shiftRight = (value: Code, by: number): Code => [...value, ...constant(by), ...simd(0xac, 0x01)];
const reorder = (value: Code, places: number[]): Code => [...value, ...simd(0x0c, ...places), ...simd(0x0e)];
const half: Code = [...constant(2 ** (WEIGHT_BITS - 1)), ...simd(0x11)];
const rounded = (sum: number): Code => shiftRight(get(sum), WEIGHT_BITS);

/** One row out of `taps` rows: out[i] = Σ weights[t] · rows[i + t · stride], for `bytes` numbers, sixteen at a time. Reads
 *  and writes up to 15 past the end. Pointers and strides in bytes; weights: int16. */
export type RowKernel = (
  rows: number,
  stride: number,
  weights: number,
  taps: number,
  out: number,
  bytes: number,
) => void;

function rowKernel(): WebAssembly.Module {
  const [ROWS, STRIDE, WEIGHTS, TAPS, OUT, BYTES] = [0, 1, 2, 3, 4, 5] as const;
  const [X, P, W, WEND] = [6, 7, 8, 9] as const;
  const [LOW, HIGH, WEIGHT] = [10, 11, 12] as const;
  const sums = [13, 14, 15, 16] as const;
  const perTap = [
    ...set(WEIGHT, splat16(get(W))),
    ...set(LOW, load(get(P))),
    ...set(HIGH, widenHigh(get(LOW))),
    ...set(LOW, widenLow(get(LOW))),
    ...set(sums[0], plus(get(sums[0]), timesLow(get(LOW), get(WEIGHT)))),
    ...set(sums[1], plus(get(sums[1]), timesHigh(get(LOW), get(WEIGHT)))),
    ...set(sums[2], plus(get(sums[2]), timesLow(get(HIGH), get(WEIGHT)))),
    ...set(sums[3], plus(get(sums[3]), timesHigh(get(HIGH), get(WEIGHT)))),
    ...step(P, get(STRIDE)),
    ...step(W, constant(2)),
  ];
  const perBlock = [
    ...sums.flatMap((sum) => set(sum, half)),
    ...set(P, add(get(ROWS), get(X))),
    ...set(W, get(WEIGHTS)),
    ...loop(perTap, W, get(WEND)),
    ...store(
      add(get(OUT), get(X)),
      narrow16(narrow32(rounded(sums[0]), rounded(sums[1])), narrow32(rounded(sums[2]), rounded(sums[3]))),
    ),
    ...step(X, constant(16)),
  ];
  return moduleOf({ parameters: 6, integers: 4, vectors: 7 }, [
    ...set(WEND, add(get(WEIGHTS), add(get(TAPS), get(TAPS)))),
    ...set(X, constant(0)),
    ...loop(perBlock, X, get(BYTES)),
  ]);
}

/** One row's pixels out of neighbours in a row of three bytes a pixel. entries: for each pixel of out, the int32 offset of
 *  its first neighbour in bytes, then `pairs` pairs of int16 weights. Reads up to 7 bytes past the last neighbour and writes one past the end. */
export type PixelKernel = (row: number, entries: number, end: number, pairs: number, out: number) => void;

/** Two pixels of three bytes as red, red, green, green, blue, blue of 16 bits; 255 is a nought. */
const PAIRED = [0, 255, 3, 255, 1, 255, 4, 255, 2, 255, 5, 255, 255, 255, 255, 255];

function pixelKernel(): WebAssembly.Module {
  const [ROW, ENTRIES, END, PAIRS, OUT] = [0, 1, 2, 3, 4] as const;
  const [E, P, EEND, O, BYTES] = [5, 6, 7, 8, 9] as const;
  const SUM = 10;
  const perPair = [
    ...set(SUM, plus(get(SUM), timesPairs(reorder(loadHalf(get(P)), PAIRED), splat32(get(E))))),
    ...step(P, constant(6)),
    ...step(E, constant(4)),
  ];
  const perPixel = [
    ...set(SUM, half),
    ...set(P, add(get(ROW), load32(get(E)))),
    ...step(E, constant(4)),
    ...set(EEND, add(get(E), get(BYTES))),
    ...loop(perPair, E, get(EEND)),
    ...set(SUM, narrow32(rounded(SUM), rounded(SUM))),
    ...storeFirst32(get(O), narrow16(get(SUM), get(SUM))),
    ...step(O, constant(3)),
  ];
  const twice = (local: number) => add(get(local), get(local));
  return moduleOf({ parameters: 5, integers: 5, vectors: 1 }, [
    ...set(BYTES, add(twice(PAIRS), twice(PAIRS))),
    ...set(E, get(ENTRIES)),
    ...set(O, get(OUT)),
    ...loop(perPixel, E, get(END)),
  ]);
}

/** Both kernels over one memory. */
export function reductionKernels(memory: WebAssembly.Memory): { reduceRow: RowKernel; reducePixels: PixelKernel } {
  return { reduceRow: instanceOf(rowKernel(), memory), reducePixels: instanceOf(pixelKernel(), memory) };
}
