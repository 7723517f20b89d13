import { describe, expect, it } from "vitest";
import { rowReader } from "@/lib/catalogue/import/read-row";
import { CatalogueMapping } from "@/lib/catalogue/schema";

const columns = ["sku", "name", "text", "file", "price", "stock", "family", "type", "colour", "styles"];
const mapping = CatalogueMapping.parse({
  id: "sku",
  group: { column: "sku", pattern: "^(.*)-" },
  season: { column: "file", pattern: "(\\d{4})_" },
  title: "{shade|capitalise} {name}",
  description: { column: "text" },
  price: { column: "price", currency: "EUR" },
  stock: { column: "stock" },
  images: [{ column: "file" }],
  taxonomy: [
    { column: "family", label: "Family" },
    { column: "type", label: "Type", target: true },
  ],
  attributes: [
    { column: "colour", name: "shade", label: "Colour" },
    { column: "styles", name: "style", label: "Style", separator: "|" },
  ],
});
const read = rowReader(mapping, new Map(columns.map((name, place) => [name, place])), columns.length);
const good: Record<string, string> = {
  sku: "100-RED",
  name: "Shirt",
  text: "Soft.",
  file: "2023_100.jpg",
  price: "19,90",
  stock: "4",
  family: "Tops",
  type: "Shirts",
  colour: "DARK RED",
  styles: "casual| work |casual|",
};
const row = (change: Record<string, string> = {}) => ({
  line: 7,
  cells: columns.map((name) => ({ ...good, ...change })[name]!),
  isUtf8: true,
});
const refusal = (given: Parameters<typeof read>[0]) => {
  const result = read(given);
  return "kind" in result ? [result.line, result.column, result.reason] : result;
};

describe("a row of the catalogue", () => {
  it("becomes a product by the mapping", () => {
    expect(read(row())).toEqual({
      line: 7,
      id: "100-RED",
      groupId: "100",
      title: "Dark red Shirt",
      description: "Soft.",
      season: "2023",
      price: "19.90",
      currency: "EUR",
      stock: 4,
      path: ["Tops", "Shirts"],
      values: { shade: ["DARK RED"], style: ["casual", "work"] },
      photos: [{ fileName: "2023_100.jpg", column: "file" }],
    });
  });

  it("leaves what is empty unknown", () => {
    expect(read(row({ text: "", file: "", price: "", stock: "", type: "", colour: "", styles: "" }))).toMatchObject({
      title: "Shirt",
      description: null,
      season: null,
      price: null,
      currency: null,
      stock: null,
      path: ["Tops", ""],
      values: {},
      photos: [],
    });
  });

  it("takes its id as title when there is nothing else", () => {
    expect(read(row({ name: "", colour: "" }))).toMatchObject({ title: "100-RED" });
  });

  it.each<[string, Record<string, string>, string, string]>([
    ["without an id", { sku: "" }, "sku", "The id is empty."],
    ["whose id holds no group", { sku: "100" }, "sku", `"100" holds no group as the mapping's pattern wants it.`],
    ["with a price that is none", { price: "on request" }, "price", '"on request" is no price.'],
    ["with less than nothing in stock", { stock: "-2" }, "stock", '"-2" is no number of pieces.'],
    [
      "with an id too long",
      { sku: `${"1".repeat(250)}-A` },
      "sku",
      "The text has 252 characters; up to 200 are taken.",
    ],
    [
      "with a category too long",
      { type: "x".repeat(5_000) },
      "type",
      "The text has 5,000 characters; up to 300 are taken.",
    ],
    [
      "with a description too long",
      { text: "x".repeat(20_001) },
      "text",
      "The text has 20,001 characters; up to 20,000 are taken.",
    ],
  ])("%s is refused with its line, its column and the reason", (_, change, column, reason) => {
    expect(refusal(row(change))).toEqual([7, column, reason]);
  });

  it("with too few cells, with NUL or with other bytes than UTF-8 is refused whole", () => {
    expect(refusal({ ...row(), cells: ["100-RED", "Shirt"] })).toEqual([
      7,
      null,
      "The row has 2 cells, the first line 10.",
    ]);
    expect(refusal(row({ name: "a\0b" }))).toEqual([7, null, "The row holds a NUL character."]);
    expect(refusal({ ...row(), isUtf8: false })).toMatchObject([
      7,
      null,
      expect.stringContaining('add "encoding": "windows-1252" to the mapping'),
    ]);
  });
});
