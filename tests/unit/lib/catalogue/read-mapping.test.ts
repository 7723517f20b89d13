import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { checkMapping, columnsOf, readMapping } from "@/lib/catalogue/import/read-mapping";

const plain = {
  id: "sku",
  group: { column: "sku", pattern: "^(.*)-" },
  title: "{colour} {type}",
  taxonomy: [
    { column: "family", label: "Family" },
    { column: "type", label: "Type", target: true },
  ],
  attributes: [{ column: "color", name: "colour", label: "Colour" }],
};
const sentence = (json: unknown) => {
  const result = checkMapping(json);
  return result.ok ? "fine" : result.detail;
};

describe("a mapping", () => {
  it("names every column that it needs, the title's too", () => {
    const result = checkMapping({ ...plain, images: [{ column: "photo" }] });
    expect(result.ok && columnsOf(result.value).sort()).toEqual(["color", "family", "photo", "sku", "type"]);
  });

  it("is the worked example that the documents show", async () => {
    const result = await readMapping(resolve("docs/examples/mango.mapping.json"));
    expect(result.ok && result.value.taxonomy.find((level) => level.target)?.column).toBe("des_product_family");
  });

  it("is refused with a sentence when it lacks its id or its target", () => {
    expect(sentence({ ...plain, id: undefined })).toContain("id");
    expect(sentence({ ...plain, taxonomy: [{ column: "type", label: "Type" }] })).toContain(
      "Mark exactly one taxonomy level as target.",
    );
  });

  it("is refused when a pattern or the encoding is not known", () => {
    expect(sentence({ ...plain, group: { column: "sku", pattern: "(" } })).toContain(
      'pattern "(" is no valid regular expression',
    );
    expect(sentence({ ...plain, encoding: "latin-99" })).toContain('"latin-99", which is not known');
  });

  it("is refused when a level of the taxonomy would become an input", () => {
    expect(sentence({ ...plain, attributes: [{ column: "family", name: "family", label: "Family" }] })).toContain(
      "would be told the answer",
    );
  });

  it("is refused when two attributes share a name", () => {
    expect(
      sentence({ ...plain, attributes: [...plain.attributes, { column: "shade", name: "colour", label: "Shade" }] }),
    ).toContain('two attributes named "colour"');
  });

  it("that is no file, or no JSON, is said to be so", async () => {
    expect(await readMapping("/nowhere/mapping.json")).toMatchObject({ ok: false, code: "not-found" });
    expect(await readMapping(resolve("vitest.config.ts"))).toMatchObject({ ok: false, code: "invalid" });
  });
});
