/* The little of WebAssembly that the kernels here are assembled of, since no compiler is part of the build. Opcodes:
   WebAssembly core 2.0, section 5.4. */

export type Code = number[];
export const i32 = 0x7f;
export const v128 = 0x7b;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => [...value, 0x21, local];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const step = (local: number, by: Code): Code => set(local, add(get(local), by));
export const zeroVector: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];

/** Runs `body` while local < end; both are known to differ at first. */
export const loop = (body: Code, local: number, end: Code): Code => [
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

/** Numbers as LEB128. */
export function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
function signed(value: number): Code {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}

const vector = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const name = (text: string): Code => vector([...text].map((letter) => [letter.charCodeAt(0)]));

/** A module whose one function, `run`, takes `parameters` integers, keeps `integers` and then `vectors` locals behind them,
 *  and works on the memory that it is given as m.m. */
export function moduleOf(
  { parameters, integers, vectors }: { parameters: number; integers: number; vectors: number },
  code: Code,
): WebAssembly.Module {
  const locals = vector([
    [...unsigned(integers), i32],
    [...unsigned(vectors), v128],
  ]);
  const body = [...locals, ...code, 0x0b];
  return new WebAssembly.Module(
    Uint8Array.from([
      0x00,
      0x61,
      0x73,
      0x6d,
      0x01,
      0x00,
      0x00,
      0x00,
      ...section(1, vector([[0x60, ...vector(new Array<Code>(parameters).fill([i32])), ...vector([])]])),
      ...section(2, vector([[...name("m"), ...name("m"), 0x02, 0x00, 0x01]])),
      ...section(3, vector([[0x00]])),
      ...section(7, vector([[...name("run"), 0x00, 0x00]])),
      ...section(10, vector([[...unsigned(body.length), ...body]])),
    ]),
  );
}

/** The module's function over this memory; its parameters are those that moduleOf was told of. */
export const instanceOf = (module: WebAssembly.Module, memory: WebAssembly.Memory) =>
  new WebAssembly.Instance(module, { m: { m: memory } }).exports.run as (...parameters: number[]) => void;
