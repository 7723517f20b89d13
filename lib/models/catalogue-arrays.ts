import { type AttributeValues, encodeAttributes, encodeMoreValues } from "@/ml/datasets/attributes";
import type { Column, EncoderRef } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { catalogueColumns, encoderOf, liveEncoder, productEmbeddings } from "../catalogue/data";
import { descriptionVectors } from "../catalogue/descriptions/description-vectors";
import { db } from "../db";
import { attributeValues, type Levels, taxonomyLevels, type ValueRow, valueFields } from "./product-values";

/** The catalogue as arrays. Row i of each is productIds[i]; ids ascend, so that equal data make equal bytes. */
export type CatalogueArrays = {
  encoderId: string;
  encoder: EncoderRef;
  columns: Column[];
  productIds: string[];
  rowOf: Map<string, number>;
  embedding: Matrix;
  attributes: Int32Array;
  /** What the compatibility network reads beside the image: the attributes with all their values, the levels of the
   *  taxonomy, and descriptions as the named encoder of them reads them (null: hashed words; absent when no product has
   *  one). Made when first asked for: categories need none of it. */
  compatibility: (descriptionEncoderId: string | null) => Promise<CompatibilityArrays>;
  group: Int32Array;
  holdout: Uint8Array;
  /** [n] category in force: its place in `categories`, −1 unknown. */
  family: Int32Array;
  /** [n] season: its place among the seasons in use, −1 unknown. */
  season: Int32Array;
  /** [n] 1 where the product has left the catalogue: it trains, but is never offered. */
  delisted: Uint8Array;
  categories: { id: number; name: string }[];
};

export type CompatibilityArrays = {
  columns: Column[];
  attributes: Int32Array;
  moreValues: Int32Array;
  description?: Matrix;
};

type Row = ValueRow & {
  id: string;
  groupId: string;
  isHoldout: boolean;
  season: string | null;
  description: string | null;
  delistedAt: Date | null;
};

/** Reads every product with its effective values and the embeddings of the live encoder, or of the one named. null before
 *  anything is embedded.
 *  `columns` are those of the import's mapping alone: the category network must never see a level of the taxonomy. */
export async function catalogueArrays(asEncoderId?: string): Promise<CatalogueArrays | null> {
  const encoder = asEncoderId ? await encoderOf(asEncoderId) : await liveEncoder();
  if (!encoder) return null;
  const rows = await readProducts();
  const productIds = rows.map((row) => row.id);
  const categories = await categoriesOf(rows);
  const names = (await catalogueColumns()).attributes.map((attribute) => attribute.name);
  const values = rows.map(attributeValues);
  const columns = columnsIn(names, values);
  const [{ matrix }, levels] = await Promise.all([productEmbeddings(encoder.id, productIds), taxonomyLevels()]);
  return {
    encoderId: encoder.id,
    encoder: { name: encoder.name, version: encoder.version, dimension: encoder.dimension },
    columns,
    attributes: encodeAttributes(columns, values),
    compatibility: oncePerEncoder((id) => compatibilityArrays(rows, values, columns, levels, id)),
    productIds,
    rowOf: new Map(productIds.map((id, i) => [id, i])),
    embedding: matrix,
    group: placesOf(rows.map((row) => row.groupId)),
    season: placesOf(rows.map((row) => row.season)),
    family: placesAmong(
      categories.map((category) => category.id),
      rows.map((row) => row.categoryId),
    ),
    holdout: Uint8Array.from(rows, (row) => (row.isHoldout ? 1 : 0)),
    delisted: Uint8Array.from(rows, (row) => (row.delistedAt ? 1 : 0)),
    categories,
  };
}

function oncePerEncoder<T>(make: (encoderId: string | null) => Promise<T>) {
  const made = new Map<string | null, Promise<T>>();
  return (encoderId: string | null): Promise<T> => {
    const known = made.get(encoderId) ?? make(encoderId);
    made.set(encoderId, known);
    return known;
  };
}

async function compatibilityArrays(
  rows: Row[],
  values: AttributeValues[],
  attributes: Column[],
  levels: Levels,
  descriptionEncoderId: string | null,
): Promise<CompatibilityArrays> {
  const all = rows.map((row, i) => ({ ...values[i], ...levels.of(row) }));
  const columns = [...attributes, ...columnsIn(levels.names, all)];
  return {
    columns,
    attributes: encodeAttributes(columns, all),
    moreValues: encodeMoreValues(columns, all),
    ...(rows.some((row) => row.description)
      ? {
          description: await descriptionVectors(
            descriptionEncoderId,
            rows.map((row) => row.description),
          ),
        }
      : {}),
  };
}

async function readProducts(): Promise<Row[]> {
  const rows = await db().product.findMany({
    select: {
      id: true,
      groupId: true,
      isHoldout: true,
      season: true,
      delistedAt: true,
      ...valueFields,
    },
  });
  // Sorted here, not by the database, whose order depends on its collation.
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function categoriesOf(rows: Row[]): Promise<{ id: number; name: string }[]> {
  const used = new Set(rows.flatMap((row) => row.categoryId ?? []));
  const all = await db().category.findMany({ where: { id: { in: [...used] } }, select: { id: true, name: true } });
  return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id));
}

/** The values in use. One that a single product has is unknown: nothing could be learnt from it. */
function columnsIn(names: string[], values: AttributeValues[]): Column[] {
  return names.map((name) => {
    const counts = new Map<string, number>();
    for (const row of values) {
      for (const value of row[name] ?? []) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return {
      name,
      values: [
        "",
        ...[...counts]
          .filter(([, n]) => n > 1)
          .map(([value]) => value)
          .sort(),
      ],
    };
  });
}

/** Each value's place in the sorted list of distinct ones, −1 for null → [n]. */
function placesOf(values: (string | null)[]): Int32Array {
  return placesAmong([...new Set(values.filter((value) => value !== null))].sort(), values);
}

function placesAmong<T>(list: T[], values: (T | null)[]): Int32Array {
  const places = new Map(list.map((value, place) => [value, place]));
  return Int32Array.from(values, (value) => (value === null ? -1 : (places.get(value) ?? -1)));
}
