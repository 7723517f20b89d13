import { drawNormal, rngOf } from "@/ml/runtime/seed";
import type { IndexedItem } from "@/ml/similarity/neighbour-index";

export type Shape = { items: number; dimension: number };

const families = 60;
const perModel = 3;

/** A catalogue's vectors, not noise: garment families, in them models, of each three colours that all differ along the
 *  same few directions. 40 % are in stock; prices run from 10 to 110. */
export function* makeItems({ items, dimension }: Shape, seed = 1): Generator<IndexedItem> {
  const rng = rngOf(seed);
  // A normal number costs a logarithm: 65,536 of them are drawn from, at random places.
  const normals = Float32Array.from({ length: 65_536 + dimension }, () => drawNormal(rng));
  const draw = (scale: number) => {
    const from = Math.floor(rng() * 65_536);
    return (j: number) => scale * normals[from + j]!;
  };
  const centres = Array.from({ length: families }, () => draw(1));
  const colourWidth = Math.floor(dimension / 16);
  let model = draw(0);
  for (let i = 0; i < items; i++) {
    const family = Math.floor(i / perModel) % families;
    if (i % perModel === 0) model = draw(0.7);
    const [colour, noise] = [draw(1.2), draw(0.15)];
    const vector = new Float32Array(dimension);
    let sum = 0;
    for (let j = 0; j < dimension; j++) {
      const value = centres[family]!(j) + model(j) + noise(j) + (j < colourWidth ? colour(j) : 0);
      vector[j] = value;
      sum += value * value;
    }
    const length = Math.sqrt(sum);
    for (let j = 0; j < dimension; j++) vector[j] = vector[j]! / length;
    yield {
      id: `B${String(i).padStart(7, "0")}`,
      vector,
      group: `M${Math.floor(i / perModel)}`,
      terms: [`c:${family}`, rng() < 0.4 ? "k:in" : "k:out", `a:colour=${i % 12}`, `a:fabric=${i % 9}`, "s:2026"],
      price: 10 + Math.floor(rng() * 10_000) / 100,
    };
  }
}
