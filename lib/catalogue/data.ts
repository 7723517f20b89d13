import { type Matrix, matrixOf, normaliseRow, rowOf } from "@/ml/runtime/matrix";
import { db } from "../db";
import { toCard } from "./product-card";
import { CatalogueColumns, type CategoryNode, type ProductCard } from "./schema";
import { countByCategory, countBySubcategory, countByValue, listedIds, readCards, readVectors } from "./sql";

/** What screens show of these products, by id; ids that are not in the catalogue are absent. */
export async function productCards(ids: string[]): Promise<Map<string, ProductCard>> {
  const [rows, columns] = await Promise.all([readCards([...new Set(ids)]), catalogueColumns()]);
  return new Map(rows.map((row) => [row.id, toCard(row, columns)]));
}

/** The columns that the imports named; none before the first import. */
export async function catalogueColumns(): Promise<CatalogueColumns> {
  const setting = await db().setting.findUnique({ where: { key: "catalogue.columns" } });
  return setting ? CatalogueColumns.parse(setting.value) : { attributes: [], taxonomy: [] };
}

/** The values of an attribute that listed products have, the most common first. */
export const valuesInUse = (attribute: string): Promise<{ value: string; products: number }[]> =>
  countByValue(attribute);

/** Every node of the taxonomy, roots first, with the number of listed products in it. */
export async function categoryTree(): Promise<CategoryNode[]> {
  const [nodes, own, below] = await Promise.all([
    db().category.findMany({
      orderBy: [{ level: "asc" }, { name: "asc" }],
      select: { id: true, level: true, name: true, parentId: true, isTarget: true },
    }),
    countByCategory(),
    countBySubcategory(),
  ]);
  const target = nodes.find((node) => node.isTarget)?.level ?? 0;
  const counts = new Map<number, number>([...own, ...below]);
  // From the target up, so that a node above it is the sum of what stands in it.
  for (const { id, level, parentId } of nodes.toReversed()) {
    if (level <= target && parentId !== null) counts.set(parentId, (counts.get(parentId) ?? 0) + (counts.get(id) ?? 0));
  }
  return nodes.map((node) => ({ ...node, products: counts.get(node.id) ?? 0 }));
}

export type LiveEncoder = { id: string; name: string; version: string; dimension: number; source: string };

/** The encoder that the workspace works with, or null before anything was embedded. */
export async function liveEncoder(): Promise<LiveEncoder | null> {
  const live = await db().liveEncoder.findUnique({ where: { id: 1 }, include: { encoder: true } });
  if (!live) return null;
  const { id, name, version, dimension, source } = live.encoder;
  return { id, name, version, dimension, source };
}

/** An encoder by its id, or null when there is none. */
export async function encoderOf(id: string): Promise<LiveEncoder | null> {
  return db().encoder.findUnique({
    where: { id },
    select: { id: true, name: true, version: true, dimension: true, source: true },
  });
}

const productsPerRead = 1_000;

/** One unit-length vector a product: the mean of its readable photos' vectors → matrix [ids.length, d], row i for
 *  ids[i]; all zero for a product without an embedded photo. Without `ids`: every listed product. Throws Error on an
 *  unknown encoder, RangeError when a stored vector has another length than the encoder's. */
export async function productEmbeddings(encoderId: string, ids?: string[]): Promise<{ ids: string[]; matrix: Matrix }> {
  const [encoder, wanted] = await Promise.all([
    db().encoder.findUniqueOrThrow({ where: { id: encoderId } }),
    ids ?? listedIds(),
  ]);
  const matrix = matrixOf(wanted.length, encoder.dimension);
  const places = new Map(wanted.map((id, place) => [id, place]));
  for await (const rows of vectorsAhead(encoderId, wanted)) {
    for (const { id, vectors } of rows) {
      const row = rowOf(matrix, places.get(id)!);
      addVectors(row, vectors);
      normaliseRow(row);
    }
  }
  return { ids: wanted, matrix };
}

/** Part after part of what readVectors answers; Postgres reads the next one while the caller works on this one. */
async function* vectorsAhead(
  encoderId: string,
  ids: string[],
): AsyncGenerator<Awaited<ReturnType<typeof readVectors>>> {
  const partAt = (from: number) => {
    const part = readVectors(encoderId, ids.slice(from, from + productsPerRead));
    // Its error is thrown where it is awaited, which a caller who stops before that never does.
    part.catch(() => undefined);
    return part;
  };
  let next = partAt(0);
  for (let from = 0; from < ids.length; from += productsPerRead) {
    const part = await next;
    if (from + productsPerRead < ids.length) next = partAt(from + productsPerRead);
    yield part;
  }
}

function addVectors(sum: Float32Array, bytes: Uint8Array): void {
  const d = sum.length;
  if (bytes.byteLength % (4 * d) !== 0)
    throw new RangeError(`${bytes.byteLength} bytes are no vectors of ${d} float32`);
  // A copy begins on a multiple of four, as a float view must.
  const vectors = new Float32Array(new Uint8Array(bytes).buffer);
  for (let start = 0; start < vectors.length; start += d) {
    for (let j = 0; j < d; j++) sum[j]! += vectors[start + j]!;
  }
}
