import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import { z } from "zod";
import { matrixOf } from "../runtime/matrix";
import { NeighbourIndex } from "./neighbour-index";

const mark = "toile-neighbours-1";
const Header = z.object({
  mark: z.literal(mark),
  about: z.unknown(),
  dimension: z.int().positive(),
  ids: z.array(z.string()),
  terms: z.array(z.string()),
  arena: z.int(),
  directions: z.int(),
});

/** An index that was kept, with what its keeper noted beside it. */
export type KeptIndex = { index: NeighbourIndex; about: unknown };

/** Writes an index to a file, whole or not at all. It must not change until the promise is kept; searching goes on. */
export async function writeIndex(index: NeighbourIndex, about: unknown, path: string): Promise<void> {
  const { planes, terms, space, ids, dimension, ...arrays } = index.save();
  const header = Buffer.from(
    JSON.stringify({
      mark,
      about,
      dimension,
      ids,
      terms: terms.terms,
      arena: terms.arena.length,
      directions: space?.directions.rows ?? 0,
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const draft = `${path}.${process.pid}.tmp`;
  const file = await open(draft, "w");
  try {
    const small = [arrays.group, arrays.price, arrays.inverse, terms.count, terms.arena];
    const learnt = space ? [space.directions.data, space.taken] : [];
    for (const bytes of [length, header, ...[...small, ...learnt].map(bytesOf)]) await writeAll(file, bytes);
    for (const bytes of planes) await writeAll(file, bytes);
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** Reads an index that was kept; null when there is none, or no whole one of this version. */
export async function readIndex(path: string): Promise<KeptIndex | null> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return null;
  try {
    return await readFrom(file);
  } catch (error) {
    if (error instanceof CutOff || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  } finally {
    await file.close();
  }
}

async function readFrom(file: FileHandle): Promise<KeptIndex> {
  const { size } = await file.stat();
  const length = Number((await readAll(file, Buffer.alloc(8))).readBigUInt64LE());
  if (length > size) throw new CutOff();
  const header = Header.parse(JSON.parse((await readAll(file, Buffer.alloc(length))).toString("utf8")));
  const { ids, dimension, directions } = header;
  const n = ids.length;
  const take = async <T extends ArrayBufferView>(array: T) => {
    await readAll(file, bytesOf(array));
    return array;
  };
  const index = new NeighbourIndex(dimension);
  const group = await take(new Float64Array(n));
  const price = await take(new Float32Array(n));
  const inverse = await take(new Float32Array(n));
  const count = await take(new Uint16Array(n));
  const arena = await take(new Int32Array(header.arena));
  const space =
    directions === 0
      ? null
      : {
          directions: matrixOf(directions, dimension, await take(new Float32Array(directions * dimension))),
          taken: await take(new Float32Array(directions)),
        };
  const terms = { terms: header.terms, count, arena };
  for (const plane of index.restore({ dimension, ids, space, group, price, inverse, terms }))
    await readAll(file, plane);
  return { index, about: header.about };
}

class CutOff extends Error {
  override readonly name = "CutOff";
}

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

async function readAll<T extends Uint8Array>(file: FileHandle, bytes: T): Promise<T> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at);
    if (bytesRead === 0) throw new CutOff();
    at += bytesRead;
  }
  return bytes;
}
