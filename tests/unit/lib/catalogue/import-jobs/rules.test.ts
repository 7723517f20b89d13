import { describe, expect, it } from "vitest";
import { checkSettings, withDetected } from "@/lib/catalogue/import-jobs/rules";
import type { CatalogueMapping } from "@/lib/catalogue/schema";

const mapping: CatalogueMapping = {
  id: "sku",
  group: { column: "model" },
  title: "name",
  images: [],
  taxonomy: [{ column: "family", label: "Family", target: true }],
  attributes: [],
};
const found = { delimiter: ";", encoding: "windows-1252" };

describe("what is found out of a file", () => {
  it("counts where nobody said otherwise, in the mapping too", () => {
    expect(withDetected({ mapping, source: undefined }, found)).toEqual({
      ...{ isWhole: false, ...found },
      mapping: { ...mapping, ...found },
    });
    const said = { delimiter: "|", mapping: { ...mapping, delimiter: "|" } };
    expect(withDetected(said, found)).toMatchObject({ delimiter: "|", mapping: { delimiter: "|" } });
  });

  it("adds nothing to a file that is no CSV", () => {
    expect(withDetected({ mapping }, {})).toEqual({ isWhole: false, mapping });
  });
});

describe("a file's settings", () => {
  it("have to say what its kind needs", () => {
    expect(checkSettings("catalogue", {})).toMatchObject({ detail: "Say which column is what first." });
    expect(checkSettings("catalogue", { mapping, isWhole: true })).toMatchObject({ code: "invalid" });
    expect(checkSettings("stock", { encoding: "utf-0" })).toMatchObject({ code: "invalid" });
    expect(checkSettings("stock", { encoding: "latin1" })).toMatchObject({ ok: true });
    expect(checkSettings("outfits", {})).toMatchObject({ detail: "Name where these come from." });
    expect(checkSettings("stock", {}).ok).toBe(true);
    expect(checkSettings("catalogue", { mapping, isWhole: true, source: "Mango" }).ok).toBe(true);
    const twice = { column: "a", name: "a", label: "A" };
    expect(checkSettings("catalogue", { mapping: { ...mapping, attributes: [twice, twice] } }).ok).toBe(false);
  });
});
