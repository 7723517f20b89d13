import { z } from "zod";
import { type Matrix, matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "../db";
import { CatalogueColumns, type CategoryNode, type ProductCard } from "./schema";
import { countByCategory, countBySubcategory, listedIds, readVectors } from "./sql";

const Values = z.record(z.string(), z.array(z.string()));
const named = { select: { id: true, name: true } } as const;
const cardFields = {
  id: true,
  groupId: true,
  title: true,
  description: true,
  season: true,
  price: true,
  currency: true,
  stock: true,
  values: true,
  correctedValues: true,
  sourceCategory: named,
  correctedCategory: named,
  photos: {
    where: { sha256: { not: null }, brokenReason: null },
    orderBy: { position: "asc" },
    select: { sha256: true, width: true, height: true },
  },
} as const satisfies Prisma.ProductSelect;
type CardRow = Prisma.ProductGetPayload<{ select: typeof cardFields }>;

/** What screens show of these products, by id; ids that are not in the catalogue are absent. */
export async function productCards(ids: string[]): Promise<Map<string, ProductCard>> {
  const [rows, columns] = await Promise.all([
    db().product.findMany({ where: { id: { in: [...new Set(ids)] } }, select: cardFields }),
    catalogueColumns(),
  ]);
  return new Map(rows.map((row) => [row.id, toCard(row, columns)]));
}

function toCard(row: CardRow, columns: CatalogueColumns): ProductCard {
  const values = Values.parse(row.values);
  const corrected = Values.parse(row.correctedValues);
  return {
    id: row.id,
    groupId: row.groupId,
    title: row.title,
    description: row.description,
    season: row.season,
    price: row.price && { amount: row.price.toFixed(2), currency: row.currency ?? "" },
    stock: row.stock,
    category: row.correctedCategory ?? row.sourceCategory,
    attributes: columns.attributes
      .filter(({ name }) => values[name]?.length)
      .map(({ name, label }) => ({ name, label, values: values[name]!, isCorrected: name in corrected })),
    // The query asks for photos with a hash; those have their size too.
    photos: row.photos.map((photo) => ({ sha256: photo.sha256!, width: photo.width ?? 0, height: photo.height ?? 0 })),
  };
}

/** The columns that the imports named; none before the first import. */
export async function catalogueColumns(): Promise<CatalogueColumns> {
  const setting = await db().setting.findUnique({ where: { key: "catalogue.columns" } });
  return setting ? CatalogueColumns.parse(setting.value) : { attributes: [], taxonomy: [] };
}

/** Every node of the taxonomy, roots first, with the number of listed products in it. */
export async function categoryTree(): Promise<CategoryNode[]> {
  const [nodes, own, below] = await Promise.all([
    db().category.findMany({ orderBy: [{ level: "asc" }, { name: "asc" }] }),
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
  for (let from = 0; from < wanted.length; from += productsPerRead) {
    for (const row of await readVectors(encoderId, wanted.slice(from, from + productsPerRead))) {
      addVectors(rowOf(matrix, places.get(row.id)!), row.vectors);
    }
  }
  return { ids: wanted, matrix: normaliseRows(matrix) };
}

function addVectors(sum: Float32Array, bytes: Uint8Array): void {
  const d = sum.length;
  if (bytes.byteLength % (4 * d) !== 0)
    throw new RangeError(`${bytes.byteLength} bytes are no vectors of ${d} float32`);
  // A copy begins on a multiple of four, as a float view must.
  const vectors = new Float32Array(bytes.slice().buffer);
  for (let i = 0; i < vectors.length; i++) sum[i % d] = sum[i % d]! + vectors[i]!;
}
