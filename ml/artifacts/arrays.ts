import { createHash } from "node:crypto";

/** One array with its shape; the product of the shape is the length of the data. */
export type NamedArray = { shape: number[]; data: Float32Array | Int32Array | Uint8Array };
export type NamedArrays = Record<string, NamedArray>;

/** The bytes are not a container, or not the one that was written. The message says what is wrong with them. */
export class DamagedArrays extends Error {
  override name = "DamagedArrays";
}

type Kind = "f32" | "i32" | "u8";
type Entry = { name: string; kind: Kind; shape: number[]; offset: number; bytes: number };

const MAGIC = "TOILEAR1";
const ALIGN = 8;
const PREAMBLE = MAGIC.length + 8;
const DIGEST = 32;

const kindOf = (data: NamedArray["data"]): Kind =>
  data instanceof Float32Array ? "f32" : data instanceof Int32Array ? "i32" : "u8";
const aligned = (n: number) => Math.ceil(n / ALIGN) * ALIGN;
const sizeOf = (shape: number[]) => shape.reduce((size, d) => size * d, 1);

/** Writes named arrays and a JSON `meta` into one buffer:
 *  magic, header length (u32), zero (u32), sha256 of all that follows it, JSON header, bodies on 8-byte bounds.
 *  Little-endian. Throws RangeError when a shape does not agree with its data. */
export function encodeArrays(meta: unknown, arrays: NamedArrays): Uint8Array {
  let offset = 0;
  const entries: Entry[] = Object.entries(arrays).map(([name, { shape, data }]) => {
    if (sizeOf(shape) !== data.length) {
      throw new RangeError(`array ${name} is [${shape.join(", ")}] but holds ${data.length} numbers`);
    }
    const entry = { name, kind: kindOf(data), shape, offset, bytes: data.byteLength };
    offset = aligned(offset + data.byteLength);
    return entry;
  });
  const header = Buffer.from(JSON.stringify({ meta, arrays: entries }), "utf8");
  const start = aligned(PREAMBLE + DIGEST + header.length);
  const out = Buffer.alloc(start + offset);
  out.write(MAGIC, 0, "latin1");
  out.writeUInt32LE(header.length, MAGIC.length);
  header.copy(out, PREAMBLE + DIGEST);
  for (const entry of entries) {
    const { data } = arrays[entry.name];
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start + entry.offset);
  }
  createHash("sha256")
    .update(out.subarray(PREAMBLE + DIGEST))
    .digest()
    .copy(out, PREAMBLE);
  return out;
}

/** Reads what encodeArrays wrote; the arrays are views on one copy-free buffer where alignment allows.
 *  Throws DamagedArrays when bytes are missing, added or changed. */
export function decodeArrays(bytes: Uint8Array): { meta: unknown; arrays: NamedArrays } {
  const source = alignedView(bytes);
  if (source.length < PREAMBLE + DIGEST || source.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw new DamagedArrays(`not a file of arrays (${bytes.length} bytes, no ${MAGIC} at its start)`);
  }
  const headerLength = source.readUInt32LE(MAGIC.length);
  const start = aligned(PREAMBLE + DIGEST + headerLength);
  if (start > source.length)
    throw new DamagedArrays(`cut off inside its header: ${bytes.length} bytes, header needs ${start}`);
  const digest = createHash("sha256")
    .update(source.subarray(PREAMBLE + DIGEST))
    .digest();
  if (!digest.equals(source.subarray(PREAMBLE, PREAMBLE + DIGEST))) {
    throw new DamagedArrays(
      `sha256 does not agree: the ${bytes.length} bytes were cut off or changed after they were written`,
    );
  }
  const header = JSON.parse(source.toString("utf8", PREAMBLE + DIGEST, PREAMBLE + DIGEST + headerLength)) as {
    meta: unknown;
    arrays: Entry[];
  };
  const arrays: NamedArrays = {};
  for (const entry of header.arrays) {
    arrays[entry.name] = { shape: entry.shape, data: bodyOf(source, start + entry.offset, entry) };
  }
  return { meta: header.meta, arrays };
}

function bodyOf(source: Buffer, at: number, { kind, bytes, name }: Entry): NamedArray["data"] {
  if (at + bytes > source.length)
    throw new DamagedArrays(`array ${name} ends beyond the file (${source.length} bytes)`);
  const { buffer, byteOffset } = source;
  if (kind === "f32") return new Float32Array(buffer, byteOffset + at, bytes / 4);
  if (kind === "i32") return new Int32Array(buffer, byteOffset + at, bytes / 4);
  return new Uint8Array(buffer, byteOffset + at, bytes);
}

/** Typed arrays need a start on their own bound; a pooled Buffer may lie anywhere. */
function alignedView(bytes: Uint8Array): Buffer {
  const fits = bytes.byteOffset % ALIGN === 0 ? bytes : new Uint8Array(bytes);
  return Buffer.from(fits.buffer, fits.byteOffset, fits.byteLength);
}

/** The array called `name` as float32. Throws DamagedArrays when it is missing or of another kind. */
export function floatsOf(arrays: NamedArrays, name: string): Float32Array {
  const data = arrays[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new DamagedArrays(`float32 array ${name} is missing`);
}

/** The array called `name` as int32. Throws DamagedArrays when it is missing or of another kind. */
export function integersOf(arrays: NamedArrays, name: string): Int32Array {
  const data = arrays[name]?.data;
  if (data instanceof Int32Array) return data;
  throw new DamagedArrays(`int32 array ${name} is missing`);
}

/** The array called `name` as bytes. Throws DamagedArrays when it is missing or of another kind. */
export function bytesOf(arrays: NamedArrays, name: string): Uint8Array {
  const data = arrays[name]?.data;
  if (data instanceof Uint8Array) return data;
  throw new DamagedArrays(`byte array ${name} is missing`);
}
