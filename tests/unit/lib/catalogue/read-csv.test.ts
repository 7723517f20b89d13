import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CsvRow, readCsv } from "@/lib/catalogue/import/read-csv";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-csv-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
async function read(
  content: string | Buffer,
  options: { delimiter?: string; encoding?: string } = {},
): Promise<CsvRow[]> {
  const file = join(folder, `${written++}.csv`);
  writeFileSync(file, content);
  const rows: CsvRow[] = [];
  for await (const row of readCsv(file, { delimiter: ",", encoding: "utf-8", ...options })) rows.push(row);
  return rows;
}
const cells = (rows: CsvRow[]) => rows.map((row) => row.cells);

describe("reading a CSV file", () => {
  it("tells the line on which each row begins, also after quoted line breaks and empty lines", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const rows = await read(["id,text", '1,"two', 'lines"', "", "2,x", "3,y"].join(end));
      expect(cells(rows)).toEqual([
        ["id", "text"],
        ["1", "two\nlines"],
        ["2", "x"],
        ["3", "y"],
      ]);
      expect(rows.map((row) => row.line)).toEqual([1, 2, 5, 6]);
    }
  });

  it("trims cells, keeps quotation marks in the middle of a cell and takes rows of any width", async () => {
    expect(cells(await read('a, b \n5" heel,"say ""yes"""\nonly\n'))).toEqual([
      ["a", "b"],
      ['5" heel', 'say "yes"'],
      ["only"],
    ]);
  });

  it("drops the byte order mark", async () => {
    expect(cells(await read("\uFEFFid\n1"))).toEqual([["id"], ["1"]]);
  });

  it("reads UTF-16 by its byte order mark, whatever the mapping says", async () => {
    expect(cells(await read(iconv.encode("id\nété", "utf-16le", { addBOM: true })))).toEqual([["id"], ["été"]]);
  });

  it("reads Windows-1252 when the mapping says so", async () => {
    expect(cells(await read(iconv.encode("id\nété €", "windows-1252"), { encoding: "windows-1252" }))).toEqual([
      ["id"],
      ["été €"],
    ]);
  });

  it("marks the rows that are not UTF-8 and no others", async () => {
    const latin = (text: string) => iconv.encode(text, "windows-1252");
    const rows = await read(
      Buffer.concat([
        Buffer.from("id,name\n1,été\n"),
        latin("2,été\n"),
        Buffer.from('3,"a\n'),
        latin("é"),
        Buffer.from('"\n4,ok\n'),
      ]),
    );
    expect(rows.map((row) => row.isUtf8)).toEqual([true, true, false, false, true]);
    expect(rows[1]!.cells[1]).toBe("été");
  });

  it("keeps characters whole where the file is read in pieces", async () => {
    const long = "é€😀".repeat(60_000);
    expect(cells(await read(`id\n${long}\n${long}`))).toEqual([["id"], [long], [long]]);
  });

  it("stops at a quotation mark that is never closed, with its line, after the rows before it", async () => {
    const file = join(folder, "open.csv");
    writeFileSync(file, 'id,name\n1,fine\n2,"open\n3,lost\n');
    const seen: string[] = [];
    const work = async () => {
      for await (const row of readCsv(file, { delimiter: ",", encoding: "utf-8" })) seen.push(row.cells[0]!);
    };
    await expect(work()).rejects.toThrow(
      "A quotation mark that opens in line 3 is never closed; what follows could not be read.",
    );
    expect(seen).toEqual(["id", "1"]);
  });

  it("says that an encoding is none, instead of failing where nobody hears of it", async () => {
    await expect(read("id\n1", { encoding: "utf-0" })).rejects.toThrow('The encoding "utf-0" is not known');
  });

  it("leaves out a line that goes on for ever", async () => {
    const rows = await read(Buffer.concat([Buffer.from("id\n"), Buffer.alloc(40 * 1024 * 1024, "x")]));
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [1, undefined],
      [2, "The line is longer than 16 MB."],
    ]);
  });
});
