import { describe, expect, it } from "vitest";
import { mergeColumns } from "@/lib/catalogue/import/taxonomy";
import { CatalogueMapping } from "@/lib/catalogue/schema";

const mapping = (levels: string[], target: string, attributes: string[] = []) =>
  CatalogueMapping.parse({
    id: "id",
    group: { column: "id" },
    title: "id",
    taxonomy: levels.map((label) => ({ column: label, label, target: label === target })),
    attributes: attributes.map((name) => ({ column: name, name, label: name.toUpperCase() })),
  });
const labels = (columns: ReturnType<typeof mergeColumns>) =>
  columns.taxonomy.map(({ label, target }) => (target ? `[${label}]` : label));
const none = { attributes: [], taxonomy: [] };

describe("the workspace's columns", () => {
  it("are the first mapping's", () => {
    const columns = mergeColumns(none, mapping(["division", "family", "type"], "family", ["colour"]));
    expect(labels(columns)).toEqual(["division", "[family]", "type"]);
    expect(columns.attributes).toEqual([{ name: "colour", label: "COLOUR" }]);
  });

  it("keep what only the earlier mapping named, with the target levels on each other", () => {
    const first = mergeColumns(none, mapping(["division", "group", "family", "type"], "family", ["colour", "fabric"]));
    const second = mergeColumns(first, mapping(["range", "category"], "category", ["colour", "line"]));
    expect(labels(second)).toEqual(["division", "range", "[category]", "type"]);
    expect(second.attributes.map(({ name }) => name)).toEqual(["fabric", "colour", "line"]);
  });

  it("grow above and below when the later mapping has more levels", () => {
    const first = mergeColumns(none, mapping(["category"], "category"));
    expect(labels(mergeColumns(first, mapping(["a", "b", "family", "c"], "family")))).toEqual([
      "a",
      "b",
      "[family]",
      "c",
    ]);
  });

  it("stay the same when the same mapping comes again", () => {
    const given = mapping(["a", "b", "c"], "b", ["x", "y"]);
    const first = mergeColumns(none, given);
    expect(mergeColumns(first, given)).toEqual(first);
  });
});
