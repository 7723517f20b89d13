import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTable } from "@/lib/catalogue/import/open-table";
import { readXlsx } from "@/lib/catalogue/import/xlsx/read-xlsx";
import { workbookOf } from "@/tests/support/workbook";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-xlsx-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const head = `<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>`;
const write = (...given: Parameters<typeof workbookOf>) => {
  const path = join(folder, `${Math.random()}.xlsx`);
  writeFileSync(path, workbookOf(...given));
  return path;
};
async function rowsOf(rows: string, after = "", texts: string[] = []) {
  const found = [];
  for await (const row of readXlsx(write([{ name: "Sheet", rows: head + rows, after }], texts))) found.push(row);
  return found.slice(1);
}

describe("a workbook", () => {
  it("gives texts, numbers, days and truth as a person sees them", async () => {
    const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>19.899999999999999</v></c></row>
      <row r="3"><c r="A3" t="str"><f>A2</f><v>b</v></c><c r="B3" s="1"><v>46351</v></c></row>
      <row r="5"><c r="A5"><v>7</v></c><c r="B5" t="b"><v>1</v></c></row>`;
    expect((await rowsOf(rows, "", ["a &amp; co"])).map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, "a & co", "19.9"],
      [3, "b", "2026-11-25"],
      [5, "7", "true"],
    ]);
  });

  it("gives a merged range's value to each of its cells", async () => {
    const rows = `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Dress</t></is></c></row>
      <row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>`;
    const found = await rowsOf(rows, `<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>`);
    expect(found.map(({ cells }) => cells)).toEqual([
      ["1", "Dress"],
      ["2", "Dress"],
      ["3", ""],
    ]);
  });

  it("refuses the rows alone whose formulas have no value or an error", async () => {
    const rows = `<row r="2"><c r="A2"><f>B2</f></c></row><row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>
      <row r="4"><c r="A4"><f>1+1</f><v>2</v></c></row>`;
    const [never, error, good] = await rowsOf(rows);
    expect(never!.fault).toBe(
      "Cell A2 holds a formula that was never calculated. Open the file in a spreadsheet and save it again.",
    );
    expect(error!.fault).toBe("Cell A3 holds the error #REF!. Repair its formula in the spreadsheet.");
    expect(good).toMatchObject({ cells: ["2", ""], line: 4 });
    expect(good!.fault).toBeUndefined();
  });

  it("is read by the sheet that is named", async () => {
    const path = write([
      { name: "Notes", rows: "" },
      { name: "Products", rows: head },
    ]);
    const wanted = { delimiter: ",", encoding: "utf-8", columnsIn: () => ["id"] };
    expect(await openTable(path, { ...wanted, sheet: "Products" })).toMatchObject({ ok: true });
    expect(await openTable(path, { ...wanted, sheet: "Nothing" })).toMatchObject({
      detail: 'The workbook has no sheet "Nothing".',
    });
  });

  it("that is something else is one sentence", async () => {
    const path = join(folder, "no.xlsx");
    writeFileSync(path, "id,value");
    const table = await openTable(path, { delimiter: ",", encoding: "utf-8", columnsIn: () => [] });
    expect(table).toMatchObject({ detail: "The file is no XLSX workbook. Save it as XLSX or CSV and drop it again." });
  });
});
