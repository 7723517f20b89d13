import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectDelimiter, detectEncoding, detectTable } from "@/lib/catalogue/import/detect-table";
import { openTable } from "@/lib/catalogue/import/open-table";
import type { CsvRow } from "@/lib/catalogue/import/read-csv";
import { readCsv } from "@/lib/catalogue/import/read-csv";
import { readJsonl } from "@/lib/catalogue/import/read-jsonl";
import { readOutfitsJson } from "@/lib/catalogue/import/read-outfits-json";
import { readJudgements } from "@/lib/catalogue/pairs/read-judgements";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-tables-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let number = 0;
function file(content: string | Buffer, ending = "csv"): string {
  const path = join(folder, `${number++}.${ending}`);
  writeFileSync(path, content);
  return path;
}
async function all(rows: AsyncGenerator<CsvRow>): Promise<CsvRow[]> {
  const found = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe("a table's delimiter and encoding are found out", () => {
  it.each([
    [",", "id,name\n1,a\n2,b"],
    [";", "id;name;price\n1;a;1,50\n2;b;2,50"],
    ["\t", "id\tname\n1\ta, b\n2\tc"],
    ["|", "id|name|x\n1|a|2"],
    [",", "one column\nalone"],
  ])("%j", (delimiter, text) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it.each(["utf-8", "windows-1252", "utf-16le", "utf-16be"])("%s", async (encoding) => {
    const path = file(iconv.encode("référence;désignation\n1;été\n2;hiver\n", encoding));
    expect(await detectTable(path)).toEqual({ delimiter: ";", encoding });
  });

  it("also when the last letter that was read is cut in two", () => {
    expect(detectEncoding(Buffer.from("été").subarray(0, 4))).toBe("utf-8");
  });
});

describe("bad tables", () => {
  it("lose a field of 50 MB with its row, and no other", async () => {
    const path = file(`id,name\n1,a\n2,${"x".repeat(50_000_000)}\n3,c\n`);
    const rows = await all(readCsv(path, { delimiter: ",", encoding: "utf-8" }));
    expect(rows.map(({ line, fault, cells }) => [line, fault ?? cells.join()])).toEqual([
      [1, "id,name"],
      [2, "1,a"],
      [3, "The line is longer than 16 MB."],
      [4, "3,c"],
    ]);
  });

  it("are taken with 10,000 columns, and refused with more than a spreadsheet holds", async () => {
    const columns = (n: number) => file(`${Array.from({ length: n }, (_, i) => `c${i}`).join()}\n`);
    const wanted = { delimiter: ",", encoding: "utf-8", columnsIn: () => ["c9"] };
    expect(await openTable(columns(10_000), wanted)).toMatchObject({ ok: true, value: { width: 10_000 } });
    expect(await openTable(columns(20_000), wanted)).toMatchObject({
      detail: "The first line has 20,000 columns; up to 16,384 are taken. Leave out what is not needed.",
    });
  });

  it("of JSON lines keep the rows around a line that is none", async () => {
    const path = file('{"id":1,"tags":["a","b"]}\n{"id":\n[1]\n{"tags":null,"id":"2"}\n', "jsonl");
    const rows = await all(readJsonl(path));
    expect(rows.map(({ line, fault, cells }) => [line, fault ?? cells])).toEqual([
      [1, ["id", "tags"]],
      [1, ["1", "a|b"]],
      [2, "The line is no valid JSON."],
      [3, "The line holds no JSON object."],
      [4, ["2", ""]],
    ]);
  });
});

describe("what other tools export", () => {
  it("as sets of the Polyvore form, with items by their id or by their place", async () => {
    const sets = [
      {
        set_id: "100",
        items: [
          { item_id: "7", index: 1 },
          { item_id: "8", index: 2 },
        ],
      },
      { set_id: 200, items: [{ index: 1, name: "coat" }] },
      { items: [] },
    ];
    const rows = await all(readOutfitsJson("json")(file(JSON.stringify(sets), "json")));
    expect(rows.slice(1).map(({ cells, fault }) => fault ?? cells)).toEqual([
      ["100", "7"],
      ["100", "8"],
      ["200", "200_1"],
      "The entry is no set with a set_id and its items.",
    ]);
  });

  it("as tasks of Label Studio and records of Argilla", async () => {
    const exported = [
      {
        id: 1,
        data: { anchor: "a", candidate: "b" },
        annotations: [
          { was_cancelled: false, result: [{ type: "choices", value: { choices: ["Fits"] } }] },
          { was_cancelled: true, result: [{ type: "choices", value: { choices: ["Clashes"] } }] },
        ],
      },
      {
        fields: { text: "?" },
        metadata: { a: "c", b: "d" },
        responses: {
          fit: [
            { value: "clashes", status: "submitted" },
            { value: "fits", status: "draft" },
          ],
        },
      },
      { fields: { a: "e", b: "f" }, responses: [{ values: { fit: { value: "fits" } }, status: "submitted" }] },
      { a: "g", b: "h", verdict: "fits" },
      { data: { text: "no pair" }, annotations: [] },
    ];
    const rows = await all(readJudgements(file(JSON.stringify(exported), "json")));
    expect(rows.slice(1).map(({ cells, fault }) => fault ?? cells)).toEqual([
      ["a", "b", "Fits"],
      ["c", "d", "clashes"],
      ["e", "f", "fits"],
      ["g", "h", "fits"],
      "The entry names no two products: it has text. Call them a and b.",
    ]);
  });
});
