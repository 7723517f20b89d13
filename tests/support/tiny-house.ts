import { createHash, randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

/* A small catalogue with something to learn: each product has a style, seen in its embedding, and outfits are of one
   style and of different categories. Rows only; no photo is drawn. */

const categories = ["Dresses", "Jackets", "Shoes", "Trousers"];
const styles = ["calm", "loud"];
const dimension = 12;

export type TinyHouse = {
  encoderId: string;
  productIds: string[];
  styleOf: Map<string, string>;
  categoryIds: Map<string, number>;
  /** Filed under a category that is not what its photo shows; id → what it is. */
  misfiled: Map<string, string>;
};

export async function makeTinyHouse({ products = 120, outfits = 90, misfiled = 4, seed = 1 } = {}): Promise<TinyHouse> {
  const rng = rngOf(seed);
  const encoder = await db().encoder.create({
    data: { name: "tiny", version: randomUUID(), dimension, source: "builtin" },
  });
  await db().liveEncoder.upsert({
    where: { id: 1 },
    create: { encoderId: encoder.id },
    update: { encoderId: encoder.id },
  });
  await db().setting.upsert({
    where: { key: "catalogue.columns" },
    create: {
      key: "catalogue.columns",
      value: { attributes: [{ name: "colour", label: "Colour" }], taxonomy: [{ label: "Category", target: true }] },
    },
    update: {},
  });
  const categoryIds = new Map<string, number>();
  for (const name of categories) {
    const { id } = await db().category.create({ data: { level: 0, name: `${name} ${seed}`, isTarget: true } });
    categoryIds.set(name, id);
  }
  const made = Array.from({ length: products }, (_, i) => {
    const shown = categories[i % categories.length]!;
    const isWrong = i < misfiled;
    const filed = isWrong ? categories[(i + 1) % categories.length]! : shown;
    return {
      id: `tiny-${seed}-${String(i).padStart(4, "0")}`,
      // Two colour-ways a garment model; every tenth model is of the holdout.
      group: `model-${seed}-${Math.floor(i / 8)}-${i % 4}`,
      isHoldout: !isWrong && Math.floor(i / 8) % 10 === 9,
      style: styles[Math.floor(i / 4) % styles.length]!,
      shown,
      filed,
      isWrong,
      vector: vectorOf(shown, styles[Math.floor(i / 4) % styles.length]!, () => drawNormal(rng)),
      sha256: createHash("sha256").update(`tiny ${seed} ${i}`).digest("hex"),
    };
  });
  await db().product.createMany({
    data: made.map((product) => ({
      id: product.id,
      groupId: product.group,
      isHoldout: product.isHoldout,
      title: `${product.style} ${product.shown}`,
      season: "S1",
      sourceCategoryId: categoryIds.get(product.filed)!,
      sourceValues: { colour: [rng() < 0.5 ? "red" : "blue"] },
    })),
  });
  await db().photo.createMany({
    data: made.map(({ id, sha256 }) => ({
      productId: id,
      position: 0,
      fileName: `${id}.jpg`,
      width: 9,
      height: 12,
      sha256,
    })),
  });
  await db().photoEmbedding.createMany({
    data: made.map(({ sha256, vector }) => ({ encoderId: encoder.id, sha256, vector: bytesOf(vector) })),
  });
  await makeOutfits(made, outfits, rng);
  return {
    encoderId: encoder.id,
    productIds: made.map(({ id }) => id),
    styleOf: new Map(made.map(({ id, style }) => [id, style])),
    categoryIds,
    misfiled: new Map(made.filter(({ isWrong }) => isWrong).map(({ id, shown }) => [id, shown])),
  };
}

/** Unit vector: one axis a category, one a style, and noise. */
function vectorOf(category: string, style: string, normal: () => number): Float32Array {
  const vector = Float32Array.from({ length: dimension }, () => 0.12 * normal());
  vector[categories.indexOf(category)]! += 1;
  vector[categories.length + styles.indexOf(style)]! += 0.8;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

// Postgres takes bytes with a buffer of their own.
const bytesOf = (vector: Float32Array) => new Uint8Array(vector.slice().buffer);

type Made = { id: string; style: string; shown: string }[];

async function makeOutfits(products: Made, count: number, rng: () => number): Promise<void> {
  for (let o = 0; o < count; o++) {
    const style = styles[o % styles.length]!;
    const items = categories.slice(0, 3 + (o % 2)).map((category) => {
      const fitting = products.filter((product) => product.style === style && product.shown === category);
      return fitting[Math.floor(rng() * fitting.length)]!;
    });
    await db().outfit.create({
      data: {
        source: "stylists",
        externalId: `outfit-${randomUUID()}`,
        items: { create: items.map(({ id: productId }, position) => ({ productId, position })) },
      },
    });
  }
}
