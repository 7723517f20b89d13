import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matrixOf, normaliseRows } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import { topK } from "@/ml/similarity/exact";
import { readIndex, writeIndex } from "@/ml/similarity/index-file";
import { type IndexedItem, NeighbourIndex } from "@/ml/similarity/neighbour-index";

const d = 40;
const rng = rngOf(7);
const gauss = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());

/** Garments that differ by their cut, in colours that all differ along the same few directions. */
function garments(models: number, colours: number): IndexedItem[] {
  const items: IndexedItem[] = [];
  for (let model = 0; model < models; model++) {
    const cut = Array.from({ length: d }, (_, j) => (j < 4 ? 0 : gauss()));
    for (let colour = 0; colour < colours; colour++) {
      const row = cut.map((value, j) => (j < 4 ? 6 * gauss() : value + 0.1 * gauss()));
      const vector = normaliseRows(matrixOf(1, d, Float32Array.from(row))).data;
      const terms = [`c:${model % 5}`, colour % 2 === 0 ? "k:in" : "k:out", `a:colour=${colour}`];
      items.push({ id: `${model}-${colour}`, vector, group: `${model}`, terms, price: 10 * colour + 9.99 });
    }
  }
  return items;
}

const filled = (items: IndexedItem[]) => {
  const index = new NeighbourIndex(d);
  for (const item of items) index.put(item);
  return index;
};

const items = garments(700, 3);
const matrix = matrixOf(items.length, d, Float32Array.from(items.flatMap(({ vector }) => [...vector])));

/** The same by the plain float32 kernel. */
function byHand(query: Float32Array, k: number, isAllowed: (item: IndexedItem) => boolean = () => true) {
  const allowed = Uint8Array.from(items, (item) => Number(isAllowed(item)));
  const { index, score } = topK(matrixOf(1, d, query), matrix, k, { allowed });
  return [...index].flatMap((place, i) => (place < 0 ? [] : [{ id: items[place]!.id, score: score[i]! }]));
}

const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);

describe("an index of neighbours", () => {
  const index = filled(items);

  it("finds exactly what comparing with every item finds, one query or many at a time", () => {
    const vectors = Array.from({ length: 37 }, (_, i) => items[17 * i]!.vector);
    const together = index.search(vectors.map((vector) => ({ vector, space: "looksAlike", k: 10 })));
    vectors.forEach((vector, i) => {
      const expected = byHand(vector, 10);
      const [alone] = index.search([{ vector, space: "looksAlike", k: 10 }]);
      expect(idsOf(alone!)).toEqual(idsOf(expected));
      expect(together[i]).toEqual(alone);
      alone!.forEach(({ score }, place) => {
        expect(score).toBeCloseTo(expected[place]!.score, 6);
      });
    });
  });

  it("filters inside the search, so that a rare filter still fills its k", () => {
    const { vector } = items[0]!;
    const filter = { anyOf: [["c:3", "c:4"], ["k:in"]], priceFrom: 9.99, priceTo: 9.99 };
    const [found] = index.search([{ vector, space: "looksAlike", k: 25, filter, withoutGroup: "3" }]);
    const isAllowed = ({ terms, price, group }: IndexedItem) =>
      (terms.includes("c:3") || terms.includes("c:4")) && terms.includes("k:in") && price === 9.99 && group !== "3";
    expect(idsOf(found!)).toEqual(idsOf(byHand(vector, 25, isAllowed)));
    expect(found).toHaveLength(25);
    expect(index.search([{ vector, space: "looksAlike", k: 5, filter: { anyOf: [["c:none"]] } }])).toEqual([[]]);
  });

  it("leaves out the item that is asked about, and answers with fewer where there are fewer", () => {
    const { vector, id } = items[0]!;
    const [found] = index.search([{ vector, space: "looksAlike", k: 5_000, withoutId: id }]);
    expect(found).toHaveLength(items.length - 1);
    expect(idsOf(found!)).not.toContain(id);
    const [others] = index.search([{ vector, space: "looksAlike", k: 5_000, withoutGroupOf: id }]);
    expect(others).toHaveLength(items.length - 3);
    expect(others!.every((near) => !near.id.startsWith("0-"))).toBe(true);
  });

  it("follows items that come, change and go, as if it had been made anew", () => {
    const moving = filled(items.slice(0, 1_500));
    for (const item of items.slice(1_500)) moving.put(item);
    for (const { id } of items.slice(0, 400)) moving.remove(id);
    moving.remove("not there");
    for (const item of items.slice(400, 800)) moving.put({ ...item, terms: [...item.terms, "x", "y", "z"] });
    const anew = filled([...items.slice(400, 800).map((item) => ({ ...item, terms: ["x"] })), ...items.slice(800)]);
    expect(moving.size).toBe(anew.size);
    for (const filter of [{}, { anyOf: [["x"]] }]) {
      const query = { vector: items[999]!.vector, space: "looksAlike", k: 30, filter } as const;
      expect(moving.search([query])).toEqual(anew.search([query]));
    }
    expect(moving.has(items[0]!.id)).toBe(false);
  });

  it("refuses a vector of another shape, and one that has no unit length", () => {
    expect(() => index.search([{ vector: new Float32Array(3), space: "looksAlike", k: 1 }])).toThrow(RangeError);
    expect(() => index.put({ ...items[0]!, vector: new Float32Array(d).fill(1) })).toThrow(/unit length/);
  });
});

describe("the space of the same garment", () => {
  it("brings the other colours of a garment near, which looks alone do not", () => {
    const index = filled(items);
    index.learnGarmentSpace();
    expect(index.hasGarmentSpace).toBe(true);
    const share = (space: "looksAlike" | "sameGarment") => {
      const asked = items.filter((_, i) => i % 9 === 0);
      const found = index.search(asked.map(({ vector, id }) => ({ vector, space, k: 2, withoutId: id })));
      const hits = found.flatMap((near, i) => near.filter(({ id }) => id.split("-")[0] === asked[i]!.group));
      return hits.length / (2 * asked.length);
    };
    expect(share("looksAlike")).toBeLessThan(0.1);
    expect(share("sameGarment")).toBeGreaterThan(0.9);
  });

  it("is the looks alone where no garment comes in several colours", () => {
    const single = filled(items.filter(({ id }) => id.endsWith("-0")));
    single.learnGarmentSpace();
    expect(single.hasGarmentSpace).toBe(false);
    const query = { vector: items[0]!.vector, k: 5 };
    expect(single.search([{ ...query, space: "sameGarment" }])).toEqual(
      single.search([{ ...query, space: "looksAlike" }]),
    );
  });
});

describe("an index that is kept in a file", () => {
  it("comes back as it was, and not at all when its file is cut off or missing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "toile-index-"));
    const path = join(folder, "index");
    try {
      const index = filled(items);
      index.learnGarmentSpace();
      await writeIndex(index, { encoder: "e" }, path);
      const kept = await readIndex(path);
      expect(kept?.about).toEqual({ encoder: "e" });
      const filter = { anyOf: [["k:in"]], priceTo: 20 };
      for (const space of ["looksAlike", "sameGarment"] as const) {
        const query = { vector: items[5]!.vector, space, k: 12, filter, withoutGroup: "1" };
        expect(kept!.index.search([query])).toEqual(index.search([query]));
      }
      kept!.index.put({ ...items[0]!, id: "new" });
      expect(kept!.index.size).toBe(items.length + 1);
      await truncate(path, 200_000);
      expect(await readIndex(path)).toBeNull();
      expect(await readIndex(join(folder, "none"))).toBeNull();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
