import { add, type Code, get, instanceOf, loop, moduleOf, set, step, zeroVector } from "./wasm-code";

/* Numbers of up to three tensors into one, four at a time. In pseudo code:

     for (r = 0; r < rows; r++, a += aStep, b += bStep, c += cStep, out += outStep)
       for (j = 0; j < rowBytes; j += 16)
         out[j] = f(a[j], b[j], c[j])

   A step of 0 reads the same row again, or adds to it. */

const [A, B, C, OUT, ASTEP, BSTEP, CSTEP, OUTSTEP, ROWS, ROWBYTES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const [R, J] = [10, 11] as const;

const load = (pointer: number): Code => [...add(get(pointer), get(J)), 0xfd, 0x00, 0x02, 0x00];
const [a, b, c] = [load(A), load(B), load(C)];
const two =
  (opcode: Code) =>
  (x: Code, y: Code): Code => [...x, ...y, 0xfd, ...opcode];
const plus = two([0xe4, 0x01]);
const minus = two([0xe5, 0x01]);
const times = two([0xe6, 0x01]);
const greatest = two([0xe9, 0x01]);
const isGreater = two([0x44]);
const both = two([0x4e]);
const magnitude = (x: Code): Code => [...x, 0xfd, 0xe0, 0x01];

const flip = two([0x51]);
const isOther = two([0x42]);
const signs: Code = [0xfd, 0x0c, ...[0, 1, 2, 3].flatMap(() => [0, 0, 0, 0x80])];
/** x times the sign of y. */
const signedBy = (x: Code, y: Code): Code => both(flip(x, both(y, signs)), isOther(y, zeroVector));

const reached = isGreater(b, zeroVector);
const functions = {
  add: plus(a, b),
  subtract: minus(a, b),
  multiply: times(a, b),
  absoluteDifference: magnitude(minus(a, b)),
  timesSignOfDifference: signedBy(a, minus(b, c)),
  biasedRelu: greatest(plus(a, b), zeroVector),
  maskedBiasedRelu: times(greatest(plus(a, b), zeroVector), c),
  whereReached: both(a, reached),
  maskedWhereReached: both(times(a, c), reached),
} satisfies Record<string, Code>;
export type ElementwiseName = keyof typeof functions;

/** Byte offsets of what is read and written, and bytes from one row to the next of each. */
export type Rows = { a: number; b: number; c?: number; out: number };
export type RowSteps = { a: number; b: number; c?: number; out: number };
export type Elementwise = (at: Rows, steps: RowSteps, rows: number, rowBytes: number) => void;

const compiled = new Map<ElementwiseName, WebAssembly.Module>();

/** One of the functions over this memory; rowBytes is a multiple of 16. */
export function elementwise(name: ElementwiseName, memory: WebAssembly.Memory): Elementwise {
  const module = compiled.get(name) ?? moduleOf({ parameters: 10, integers: 2, vectors: 0 }, code(functions[name]));
  compiled.set(name, module);
  const run = instanceOf(module, memory);
  return (at, steps, rows, rowBytes) => {
    if (rows === 0 || rowBytes === 0) return;
    run(at.a, at.b, at.c ?? 0, at.out, steps.a, steps.b, steps.c ?? 0, steps.out, rows, rowBytes);
  };
}

function code(value: Code): Code {
  const eachFour = [...add(get(OUT), get(J)), ...value, 0xfd, 0x0b, 0x02, 0x00, ...step(J, [0x41, 16])];
  const eachRow = [
    ...set(J, [0x41, 0]),
    ...loop(eachFour, J, get(ROWBYTES)),
    ...step(A, get(ASTEP)),
    ...step(B, get(BSTEP)),
    ...step(C, get(CSTEP)),
    ...step(OUT, get(OUTSTEP)),
    ...step(R, [0x41, 1]),
  ];
  return [...set(R, [0x41, 0]), ...loop(eachRow, R, get(ROWS))];
}
