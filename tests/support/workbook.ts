import { zipOf } from "./zip-file";

/** A workbook with these sheets: the XML of its rows, and of what follows them. */
export function workbookOf(sheets: { name: string; rows: string; after?: string }[], texts: string[] = []): Buffer {
  const part = (name: string, xml: string) => ({ name, bytes: Buffer.from(`<?xml version="1.0"?>${xml}`) });
  const list = sheets.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join("");
  const links = sheets.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/sheet${i}.xml"/>`).join("");
  return zipOf([
    part("xl/workbook.xml", `<workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`),
    part("xl/_rels/workbook.xml.rels", `<Relationships>${links}</Relationships>`),
    part("xl/sharedStrings.xml", `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`),
    part("xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`),
    ...sheets.map(({ rows, after = "" }, i) =>
      part(`xl/worksheets/sheet${i}.xml`, `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`),
    ),
  ]);
}
