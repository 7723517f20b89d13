import { describe, expect, it } from "vitest";
import type { ProductCard } from "@/lib/catalogue/schema";
import { replacementFirst } from "@/lib/recommend/similar-products";

const alike = (stocks: (number | null)[]) =>
  stocks.map((stock, place) => ({ product: { id: `p${place}`, stock } as ProductCard, score: 1 - place / 10 }));
const ids = ({ alike: list }: ReturnType<typeof replacementFirst>) => list.map(({ product }) => product.id);

describe("similar products of one that is sold out", () => {
  it("begin with the most alike that is in stock, the others keep their order", () => {
    const found = replacementFirst(alike([0, null, 4, 9]), 0);
    expect(found.replacement?.product.id).toBe("p2");
    expect(ids(found)).toEqual(["p2", "p0", "p1", "p3"]);
  });

  it("stay as they are when nothing alike can be bought", () => {
    expect(replacementFirst(alike([0, null]), 0)).toMatchObject({ replacement: null });
  });
});

it.each([5, null])("a product with stock %s needs no replacement", (stock) => {
  const found = replacementFirst(alike([0, 4]), stock);
  expect(found.replacement).toBeNull();
  expect(ids(found)).toEqual(["p0", "p1"]);
});
