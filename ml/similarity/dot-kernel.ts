/* A WebAssembly SIMD kernel, assembled here because no compiler is part of the build. In pseudo code, with 16-byte
   vectors of four float32 or eight int16, and a tile of `queries` by `rows`:

     for (qi = q; qi < q + nq rows; qi += queries)
       for (bi = b; bi < b + nb rows; bi += rows)
         for (j = 0; j < rowBytes; j += 16)
           acc[queries][rows] += query[queries][j] * base[rows][j]
         out[queries][rows] = sum of the lanes of acc

   A tile of four by two loads six vectors for eight multiply-adds; one of one by four reads the base once for one query.
   Opcodes: WebAssembly core 2.0, section 5.4. */

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

const i32 = 0x7f;
const v128 = 0x7b;
const [Q, B, OUT, ROW, NQ, NB, STRIDE] = [0, 1, 2, 3, 4, 5, 6] as const;
const [QI, QEND, BI, BEND, J, OROW, OCELL] = [7, 8, 9, 10, 11, 12, 13] as const;
const parameters = 7;
const integers = 7;

type Code = number[];
const get = (local: number): Code => [0x20, local];
const set = (local: number, value: Code): Code => [...value, 0x21, local];
const constant = (value: number): Code => [0x41, ...signed(value)];
const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
const step = (local: number, by: Code) => set(local, add(get(local), by));
const loadVector = (pointer: number): Code => [...add(get(pointer), get(J)), 0xfd, 0x00, 0x04, 0x00];
const zeroVector: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
/** multiply and add: f32x4.mul, f32x4.add; or i32x4.dot_i16x8_s, which adds neighbours already, and i32x4.add. */
const operations = {
  float32: { multiply: [0xfd, 0xe6, 0x01], add: [0xfd, 0xe4, 0x01], lane: 0x1f, addLanes: 0x92, store: 0x38 },
  int16: { multiply: [0xfd, 0xba, 0x01], add: [0xfd, 0xae, 0x01], lane: 0x1b, addLanes: 0x6a, store: 0x36 },
} satisfies Record<DotNumbers, { multiply: Code; add: Code; lane: number; addLanes: number; store: number }>;
/** Runs `body` while local < end; both are known to differ at first. */
const loop = (body: Code, local: number, end: Code): Code => [
  0x03,
  0x40,
  ...body,
  ...get(local),
  ...end,
  0x49,
  0x0d,
  0x00,
  0x0b,
];

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
    0x0b,
  ];
}

function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
function signed(value: number): Code {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
const vector = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const name = (text: string): Code => vector([...text].map((letter) => [letter.charCodeAt(0)]));

function moduleBytes(numbers: DotNumbers, tile: Tile): Uint8Array<ArrayBuffer> {
  // Beside the parameters: QI … OCELL with the pointers, then the vectors, accumulators first.
  const locals = vector([
    [integers + tile.queries + tile.rows, i32],
    [tile.queries * tile.rows + tile.rows, v128],
  ]);
  const body = [...locals, ...kernelBody(numbers, tile)];
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, vector([[0x60, ...vector(new Array<Code>(7).fill([i32])), ...vector([])]])),
    ...section(2, vector([[...name("m"), ...name("m"), 0x02, 0x00, 0x01]])),
    ...section(3, vector([[0x00]])),
    ...section(7, vector([[...name("dots"), 0x00, 0x00]])),
    ...section(10, vector([[...unsigned(body.length), ...body]])),
  ]);
}

const compiled = new Map<string, WebAssembly.Module>();

/** The kernel over this memory. */
export function dotKernel(numbers: DotNumbers, tile: Tile, memory: WebAssembly.Memory): DotKernel {
  const key = `${numbers} ${tile.queries} ${tile.rows}`;
  const module = compiled.get(key) ?? new WebAssembly.Module(moduleBytes(numbers, tile));
  compiled.set(key, module);
  // moduleBytes() exports exactly this function.
  return new WebAssembly.Instance(module, { m: { m: memory } }).exports.dots as DotKernel;
}

/** The float32 kernel for many queries, over a memory of its own with room for `bytes`. */
export function openDotKernel(bytes: number): { dots: DotKernel; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  return { dots: dotKernel("float32", manyQueries, memory), memory };
}
