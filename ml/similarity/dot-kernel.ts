import {
  add,
  type Code,
  constant,
  get,
  instanceOf,
  loop,
  moduleOf,
  set,
  step,
  times,
  zeroVector,
} from "@/ml/runtime/wasm-code";

/* A WebAssembly SIMD kernel. In pseudo code, with 16-byte
   vectors of four float32 or eight int16, and a tile of `queries` by `rows`:

     for (qi = q; qi < q + nq rows; qi += queries)
       for (bi = b; bi < b + nb rows; bi += rows)
         for (j = 0; j < rowBytes; j += 16)
           acc[queries][rows] += query[queries][j] * base[rows][j]
         out[queries][rows] = sum of the lanes of acc

   A tile of four by two loads six vectors for eight multiply-adds; one of one by four reads the base once for one query. */

/** What a kernel multiplies: float32 into float32, or int16 into int32 (which the caller keeps from overflowing). */
export type DotNumbers = "float32" | "int16";
export type Tile = { queries: number; rows: number };

export const manyQueries: Tile = { queries: 4, rows: 2 };
export const oneQuery: Tile = { queries: 1, rows: 4 };
export const { queries: queriesAtOnce, rows: rowsAtOnce } = manyQueries;

/** Pointers and strides in bytes. nq and nb count rows and are multiples of the tile's; rowBytes is a multiple of 16. */
export type DotKernel = (
  q: number,
  b: number,
  out: number,
  rowBytes: number,
  nq: number,
  nb: number,
  outStride: number,
) => void;

const [Q, B, OUT, ROW, NQ, NB, STRIDE] = [0, 1, 2, 3, 4, 5, 6] as const;
const [QI, QEND, BI, BEND, J, OROW, OCELL] = [7, 8, 9, 10, 11, 12, 13] as const;
const parameters = 7;
const integers = 7;

const loadVector = (pointer: number): Code => [...add(get(pointer), get(J)), 0xfd, 0x00, 0x04, 0x00];
/** multiply and add: f32x4.mul, f32x4.add; or i32x4.dot_i16x8_s, which adds neighbours already, and i32x4.add. */
const operations = {
  float32: { multiply: [0xfd, 0xe6, 0x01], add: [0xfd, 0xe4, 0x01], lane: 0x1f, addLanes: 0x92, store: 0x38 },
  int16: { multiply: [0xfd, 0xba, 0x01], add: [0xfd, 0xae, 0x01], lane: 0x1b, addLanes: 0x6a, store: 0x36 },
} satisfies Record<DotNumbers, { multiply: Code; add: Code; lane: number; addLanes: number; store: number }>;
function kernelBody(numbers: DotNumbers, tile: Tile): Code {
  const op = operations[numbers];
  const four = Array.from({ length: tile.queries }, (_, i) => i);
  const two = Array.from({ length: tile.rows }, (_, k) => k);
  const qPointer = (i: number) => parameters + integers + i;
  const bPointer = (k: number) => qPointer(tile.queries) + k;
  const accumulator = (i: number, k: number) => bPointer(tile.rows) + i * tile.rows + k;
  const baseVector = (k: number) => accumulator(tile.queries, 0) + k;
  const inner = [
    ...two.flatMap((k) => set(baseVector(k), loadVector(bPointer(k)))),
    ...four.flatMap((i) =>
      two.flatMap((k) =>
        set(accumulator(i, k), [
          ...get(accumulator(i, k)),
          ...loadVector(qPointer(i)),
          ...get(baseVector(k)),
          ...op.multiply,
          ...op.add,
        ]),
      ),
    ),
    ...step(J, constant(16)),
  ];
  const lane = (local: number, place: number): Code => [...get(local), 0xfd, op.lane, place];
  const sumOf = (local: number) => [
    ...lane(local, 0),
    ...lane(local, 1),
    op.addLanes,
    ...lane(local, 2),
    ...lane(local, 3),
    op.addLanes,
    op.addLanes,
  ];
  const store = (i: number, k: number): Code => [
    ...add(get(OCELL), times(get(STRIDE), constant(i))),
    ...sumOf(accumulator(i, k)),
    op.store,
    0x02,
    4 * k,
  ];
  const perRows = [
    ...two.flatMap((k) => set(bPointer(k), add(get(BI), times(get(ROW), constant(k))))),
    ...four.flatMap((i) => two.flatMap((k) => set(accumulator(i, k), zeroVector))),
    ...set(J, constant(0)),
    ...loop(inner, J, get(ROW)),
    ...four.flatMap((i) => two.flatMap((k) => store(i, k))),
    ...step(OCELL, constant(4 * tile.rows)),
    ...step(BI, times(get(ROW), constant(tile.rows))),
  ];
  const perQueries = [
    ...four.flatMap((i) => set(qPointer(i), add(get(QI), times(get(ROW), constant(i))))),
    ...set(BI, get(B)),
    ...set(OCELL, get(OROW)),
    ...loop(perRows, BI, get(BEND)),
    ...step(OROW, times(get(STRIDE), constant(tile.queries))),
    ...step(QI, times(get(ROW), constant(tile.queries))),
  ];
  return [
    ...set(QI, get(Q)),
    ...set(QEND, add(get(Q), times(get(NQ), get(ROW)))),
    ...set(BEND, add(get(B), times(get(NB), get(ROW)))),
    ...set(OROW, get(OUT)),
    ...loop(perQueries, QI, get(QEND)),
  ];
}

function compile(numbers: DotNumbers, tile: Tile): WebAssembly.Module {
  // Beside the parameters: QI … OCELL with the pointers, then the vectors, accumulators first.
  const locals = {
    parameters,
    integers: integers + tile.queries + tile.rows,
    vectors: tile.queries * tile.rows + tile.rows,
  };
  return moduleOf(locals, kernelBody(numbers, tile));
}

const compiled = new Map<string, WebAssembly.Module>();

/** The kernel over this memory. */
export function dotKernel(numbers: DotNumbers, tile: Tile, memory: WebAssembly.Memory): DotKernel {
  const key = `${numbers} ${tile.queries} ${tile.rows}`;
  const module = compiled.get(key) ?? compile(numbers, tile);
  compiled.set(key, module);
  return instanceOf(module, memory);
}

/** The float32 kernel for many queries, over a memory of its own with room for `bytes`. */
export function openDotKernel(bytes: number): { dots: DotKernel; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  return { dots: dotKernel("float32", manyQueries, memory), memory };
}
