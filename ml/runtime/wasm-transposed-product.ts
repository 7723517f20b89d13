import { add, type Code, constant, get, instanceOf, loop, moduleOf, set, step, times } from "./wasm-code";

/* out [k, h] += xᵀ · y of x [u, k], y [u, h]: what the gradient of a weight is. XNNPACK wants x turned round and packs all of
   y for it; this reads both as they lie. In pseudo code, with vectors of four float32:

     for (c = 0; c < k; c += 4)
       for (d = 0; d < h; d += 8)
         acc[4][2] = out[c .. c + 3][d .. d + 7]
         for (r = 0; r < u; r++)
           acc[i][j] += splat(x[r][c + i]) * y[r][d + 4 j .. d + 4 j + 3]
         out[c .. c + 3][d .. d + 7] = acc

   Eight multiply-adds for six loads. */

/** Rows and columns of one tile; what is left over at the edges is added up by plain loops. */
const tile = { rows: 4, columns: 8 } as const;

/** Rows of x and y that are gone through at once, so that both stay in the first caches. */
const block = 64;

const [X, Y, OUT, XROW, YROW, ROWS, WHOLEX, WHOLEY] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const [C, D, XP, YP, XEND, O, YEND, OROW] = [8, 9, 10, 11, 12, 13, 14, 15] as const;
const parameters = 8;
const integers = 8;
const accumulator = (i: number, j: number) => parameters + integers + 2 * i + j;
const yVector = (j: number) => accumulator(tile.rows, 0) + j;

const load = (offset: number): Code => [0xfd, 0x00, 0x04, offset];
const loadSplat = (offset: number): Code => [0xfd, 0x09, 0x02, offset];
const store = (offset: number): Code => [0xfd, 0x0b, 0x04, offset];
const multiply: Code = [0xfd, 0xe6, 0x01];
const plus: Code = [0xfd, 0xe4, 0x01];

function code(): Code {
  const four = Array.from({ length: tile.rows }, (_, i) => i);
  const two = [0, 1];
  const eachRow = [
    ...two.flatMap((j) => set(yVector(j), [...get(YP), ...load(16 * j)])),
    ...four.flatMap((i) =>
      two.flatMap((j) =>
        set(accumulator(i, j), [
          ...get(accumulator(i, j)),
          ...get(XP),
          ...loadSplat(4 * i),
          ...get(yVector(j)),
          ...multiply,
          ...plus,
        ]),
      ),
    ),
    ...step(YP, get(YROW)),
    ...step(XP, get(XROW)),
  ];
  // A row of out is as long as one of y.
  const outRow = (i: number): Code => Array.from({ length: i }).reduce<Code>((at) => add(at, get(YROW)), get(O));
  const eachColumns = [
    ...four.flatMap((i) => two.flatMap((j) => set(accumulator(i, j), [...outRow(i), ...load(16 * j)]))),
    ...set(XP, get(C)),
    ...set(YP, get(D)),
    ...loop(eachRow, XP, get(XEND)),
    ...four.flatMap((i) => two.flatMap((j) => [...outRow(i), ...get(accumulator(i, j)), ...store(16 * j)])),
    ...step(O, constant(4 * tile.columns)),
    ...step(D, constant(4 * tile.columns)),
  ];
  const eachRows = [
    ...set(XEND, add(get(C), times(get(ROWS), get(XROW)))),
    ...set(D, get(Y)),
    ...set(O, get(OROW)),
    ...loop(eachColumns, D, get(YEND)),
    ...step(OROW, times(get(YROW), constant(tile.rows))),
    ...step(C, constant(4 * tile.rows)),
  ];
  return [
    ...set(C, get(X)),
    ...set(OROW, get(OUT)),
    ...set(YEND, add(get(Y), get(WHOLEY))),
    ...loop(eachRows, C, add(get(X), get(WHOLEX))),
  ];
}

export type TransposedProduct = (x: number, y: number, out: number, u: number, k: number, h: number) => void;

/** The product over this memory: byte offsets of x [u, k], y [u, h] and out [k, h], which it adds to. */
export function transposedProduct(memory: WebAssembly.Memory): TransposedProduct {
  const run = instanceOf(moduleOf({ parameters, integers, vectors: 2 * tile.rows + 2 }, code()), memory);
  return (x, y, out, u, k, h) => {
    const [wholeK, wholeH] = [k - (k % tile.rows), h - (h % tile.columns)];
    for (let row = 0; row < u && wholeK > 0 && wholeH > 0; row += block) {
      const rows = Math.min(block, u - row);
      run(x + row * k * 4, y + row * h * 4, out, k * 4, h * 4, rows, wholeK * 4, wholeH * 4);
    }
    const view = (offset: number, length: number) => new Float32Array(memory.buffer, offset, length);
    const [from, by, to] = [view(x, u * k), view(y, u * h), view(out, k * h)];
    if (wholeH < h) addUp(from, by, to, [u, k, h], [0, wholeK], [wholeH, h]);
    if (wholeK < k) addUp(from, by, to, [u, k, h], [wholeK, k], [0, h]);
  };
}

type Range = [from: number, to: number];

function addUp(
  x: Float32Array,
  y: Float32Array,
  out: Float32Array,
  [u, k, h]: [number, number, number],
  [c0, c1]: Range,
  [d0, d1]: Range,
): void {
  for (let r = 0; r < u; r++) {
    for (let d = d0; d < d1; d++) {
      const value = y[r * h + d];
      for (let c = c0; c < c1; c++) out[c * h + d] += x[r * k + c] * value;
    }
  }
}
