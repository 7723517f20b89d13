import { encodeAttributes } from "@/ml/datasets/attributes";
import type { CategoryDataset, Column, CompatibilityDataset, EncoderRef } from "@/ml/datasets/dataset";
import { decodeImage } from "@/ml/encoders/decode";
import { openEncoder } from "@/ml/encoders/open";
import { type Matrix, matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";
import { photograph } from "@/prisma/demo/garments/photo";
import { type Garment, makeHouse } from "@/prisma/demo/house";
import { givenCategories } from "@/prisma/demo/planted-errors";
import { DEMO_SEED } from "@/prisma/demo/write-demo";

/** The demo house as arrays: garments, what the catalogue says of them, and their embeddings. */
export type DemoGarments = {
  garments: Garment[];
  columns: Column[];
  attributes: Int32Array;
  family: Int32Array;
  season: Int32Array;
  group: Int32Array;
  encoder: EncoderRef;
  embedding: Matrix;
};

const PRODUCTS = 660;
const PHOTOS_AT_ONCE = 16;

const valuesOf = (garment: Garment): Record<string, string> => ({
  colour: garment.colour.name,
  "colour-group": garment.colour.group,
  pattern: garment.pattern,
  fabric: garment.fabric,
  style: garment.style,
  occasion: garment.occasions[0],
  fit: garment.fit,
});

/** The house with its catalogue's errors. Embeddings come from a snapshot of the demo, or else its front photos are
 *  drawn and read by the built-in encoder, which takes a minute. Throws RangeError when the snapshot lacks a garment. */
export async function demoGarments(
  say: (line: string) => void,
  snapshot?: CompatibilityDataset,
): Promise<DemoGarments> {
  const garments = makeHouse(PRODUCTS, DEMO_SEED);
  const given = givenCategories(garments, DEMO_SEED);
  const columns = columnsOf(garments);
  const { encoder, embedding } = snapshot ? embeddingsIn(snapshot, garments) : await drawAndEmbed(garments, say);
  return {
    garments,
    columns,
    attributes: encodeAttributes(columns, garments.map(asLists)),
    family: placesOf(garments.map(({ id }) => given.get(id) as string)),
    season: placesOf(garments.map(({ season }) => season)),
    group: placesOf(garments.map(({ model }) => model)),
    encoder,
    embedding,
  };
}

const asLists = (garment: Garment) =>
  Object.fromEntries(Object.entries(valuesOf(garment)).map(([name, value]) => [name, [value]]));

function columnsOf(garments: Garment[]): Column[] {
  const rows = garments.map(valuesOf);
  return Object.keys(rows[0]).map((name) => ({
    name,
    values: ["", ...[...new Set(rows.map((row) => row[name]))].sort()],
  }));
}

function placesOf(values: string[]): Int32Array {
  const places = [...new Set(values)].sort();
  return Int32Array.from(values, (value) => places.indexOf(value));
}

function embeddingsIn(snapshot: CompatibilityDataset, garments: Garment[]) {
  const rowById = new Map(snapshot.productIds.map((id, i) => [id, i]));
  const embedding = matrixOf(garments.length, snapshot.encoder.dimension);
  garments.forEach(({ id }, i) => {
    const row = rowById.get(id);
    if (row === undefined) throw new RangeError(`the snapshot of the demo has no garment ${id}`);
    rowOf(embedding, i).set(rowOf(snapshot.embedding, row));
  });
  return { encoder: snapshot.encoder, embedding };
}

async function drawAndEmbed(garments: Garment[], say: (line: string) => void) {
  const encoder = await openEncoder("builtin");
  const embedding = matrixOf(garments.length, encoder.dimension);
  for (let start = 0; start < garments.length; start += PHOTOS_AT_ONCE) {
    const some = garments.slice(start, start + PHOTOS_AT_ONCE);
    const photos = await Promise.all(
      some.map(async ({ look }) => decodeImage(await photograph(look, "front"), encoder.geometry)),
    );
    const vectors = normaliseRows(await encoder.encode(photos));
    embedding.data.set(vectors.data, start * encoder.dimension);
    if ((start / PHOTOS_AT_ONCE) % 10 === 0) say(`drawn and embedded ${start} of ${garments.length} garments`);
  }
  const { name, version, dimension } = encoder;
  return { encoder: { name, version, dimension }, embedding };
}

/** The demo house's true categories, for errors to be planted in; no product is held back. */
export function demoCategories({
  garments,
  columns,
  attributes,
  group,
  encoder,
  embedding,
}: DemoGarments): CategoryDataset {
  const categories = garments.map(({ category }) => category);
  return {
    head: "category",
    seed: 1,
    columns,
    encoder,
    productIds: garments.map(({ id }) => id),
    embedding,
    attributes,
    group,
    holdout: new Uint8Array(garments.length),
    classes: [...new Set(categories)].sort(),
    label: placesOf(categories),
    confirmed: new Uint8Array(garments.length),
  };
}
