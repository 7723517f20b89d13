/* A WebAssembly SIMD kernel, assembled here because no compiler is part of the build. In pseudo code, with 16-byte
   vectors of four float32:

     for (qi = q; qi < q + nq rows; qi += 4 rows)
       for (bi = b; bi < b + nb rows; bi += 2 rows)
         for (j = 0; j < rowBytes; j += 16)
           acc[4][2] += query[4][j] * base[2][j]
         out[4][2] = sum of the lanes of acc

   Four queries by two base rows: six loads for eight multiply-adds. Opcodes: WebAssembly core 2.0, section 5.4. */

export const queriesAtOnce = 4;
export const rowsAtOnce = 2;

/** Pointers and strides in bytes. nq and nb count rows and are multiples of 4 and 2; rowBytes is a multiple of 16. */
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
const qPointer = (i: number) => 14 + i;
const bPointer = (k: number) => 18 + k;
const accumulator = (i: number, k: number) => 20 + i * rowsAtOnce + k;
const baseVector = (k: number) => 28 + k;

type Code = number[];
const get = (local: number): Code => [0x20, local];
const set = (local: number, value: Code): Code => [...value, 0x21, local];
const constant = (value: number): Code => [0x41, ...signed(value)];
const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
const step = (local: number, by: Code) => set(local, add(get(local), by));
const loadVector = (pointer: number): Code => [...add(get(pointer), get(J)), 0xfd, 0x00, 0x04, 0x00];
const zeroVector: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const multiply: Code = [0xfd, 0xe6, 0x01];
const addVectors: Code = [0xfd, 0xe4, 0x01];
const lane = (local: number, place: number): Code => [...get(local), 0xfd, 0x1f, place];
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

function kernelBody(): Code {
  const four = [0, 1, 2, 3];
  const two = [0, 1];
  const inner = [
    ...two.flatMap((k) => set(baseVector(k), loadVector(bPointer(k)))),
    ...four.flatMap((i) =>
      two.flatMap((k) =>
        set(accumulator(i, k), [
          ...get(accumulator(i, k)),
          ...loadVector(qPointer(i)),
          ...get(baseVector(k)),
          ...multiply,
          ...addVectors,
        ]),
      ),
    ),
    ...step(J, constant(16)),
  ];
  const sumOf = (local: number) => [
    ...lane(local, 0),
    ...lane(local, 1),
    0x92,
    ...lane(local, 2),
    ...lane(local, 3),
    0x92,
    0x92,
  ];
  const store = (i: number, k: number): Code => [
    ...add(get(OCELL), times(get(STRIDE), constant(i))),
    ...sumOf(accumulator(i, k)),
    0x38,
    0x02,
    4 * k,
  ];
  const perRows = [
    ...two.flatMap((k) => set(bPointer(k), add(get(BI), times(get(ROW), constant(k))))),
    ...four.flatMap((i) => two.flatMap((k) => set(accumulator(i, k), zeroVector))),
    ...set(J, constant(0)),
    ...loop(inner, J, get(ROW)),
    ...four.flatMap((i) => two.flatMap((k) => store(i, k))),
    ...step(OCELL, constant(4 * rowsAtOnce)),
    ...step(BI, times(get(ROW), constant(rowsAtOnce))),
  ];
  const perQueries = [
    ...four.flatMap((i) => set(qPointer(i), add(get(QI), times(get(ROW), constant(i))))),
    ...set(BI, get(B)),
    ...set(OCELL, get(OROW)),
    ...loop(perRows, BI, get(BEND)),
    ...step(OROW, times(get(STRIDE), constant(queriesAtOnce))),
    ...step(QI, times(get(ROW), constant(queriesAtOnce))),
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

function moduleBytes(): Uint8Array<ArrayBuffer> {
  // 13 more i32 locals (QI … the two base pointers), then the vectors: 8 accumulators and 2 base vectors.
  const locals = vector([
    [13, i32],
    [10, v128],
  ]);
  const body = [...locals, ...kernelBody()];
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

let compiled: WebAssembly.Module | undefined;

/** The kernel over a memory of its own with room for `bytes`. */
export function openDotKernel(bytes: number): { dots: DotKernel; memory: WebAssembly.Memory } {
  compiled ??= new WebAssembly.Module(moduleBytes());
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { dots } = new WebAssembly.Instance(compiled, { m: { m: memory } }).exports;
  // moduleBytes() exports exactly this function.
  return { dots: dots as DotKernel, memory };
}
