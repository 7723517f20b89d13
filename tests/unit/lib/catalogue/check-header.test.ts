import { describe, expect, it } from "vitest";
import { checkHeader } from "@/lib/catalogue/import/check-header";

const row = (...cells: string[]) => ({ line: 1, cells, isUtf8: true });
const sentence = (...given: Parameters<typeof checkHeader>) => {
  const result = checkHeader(...given);
  expect(result.ok).toBe(false);
  return result.ok ? "" : result.detail;
};

describe("the file's first line", () => {
  it("tells where each column stands", () => {
    const result = checkHeader(row("id", "colour", "id_2"), ["id", "colour"], ",");
    expect(result.ok && [...result.value]).toEqual([
      ["id", 0],
      ["colour", 1],
      ["id_2", 2],
    ]);
  });

  it("shows that the delimiter is another one", () => {
    expect(sentence(row("id;colour;type"), ["id", "colour"], ",")).toBe(
      'The columns are separated by ";", not by ",". Add "delimiter": ";" to the mapping.',
    );
    expect(sentence(row("id\tcolour"), ["id", "colour"], ";")).toBe(
      'The columns are separated by a tab, not by ";". Add "delimiter": "\\t" to the mapping.',
    );
  });

  it("names the columns that are missing and those that are there", () => {
    expect(sentence(row("id", "color"), ["id", "colour"], ",")).toBe(
      'The file has no column "colour"; it has "id", "color".',
    );
    const many = sentence(row(...Array.from({ length: 10_000 }, (_, i) => `c${i}`)), ["id", "colour"], ",");
    expect(many).toContain('no columns "id", "colour"');
    expect(many).toContain("and 9980 more");
  });

  it("refuses a column that is meant and stands there twice", () => {
    expect(sentence(row("id", "colour", "colour"), ["id", "colour"], ",")).toContain('"colour" stands twice');
  });

  it("refuses an empty file, one that is not UTF-8 and one in UTF-16 without a mark", () => {
    expect(sentence(undefined, ["id"], ",")).toContain("The file is empty");
    expect(sentence({ ...row("id"), isUtf8: false }, ["id"], ",")).toContain("windows-1252");
    expect(sentence(row("i\0d\0"), ["id"], ",")).toContain("utf-16le");
  });
});
