import { type OpenZip, openZip, type ZipEntry, ZipUnreadable } from "../open-zip";
import { readXml, WorkbookUnreadable } from "./read-xml";

/** A workbook with what its sheets' cells refer to. */
export type Workbook = {
  sheets: { name: string; part: string }[];
  texts: string[];
  /** By cell style: whether a number in it is a day. */
  isDate: boolean[];
  isFrom1904: boolean;
  zip: OpenZip;
};

const largestPart = 4 * 1024 ** 3;
const largestTexts = 256 * 1024 * 1024;

/** Opens an XLSX file. Throws WorkbookUnreadable, with a sentence, when it is none. Close its zip in the end. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path).catch((error) => {
    if (!(error instanceof ZipUnreadable)) throw error;
    throw new WorkbookUnreadable("The file is no XLSX workbook. Save it as XLSX or CSV and drop it again.");
  });
  try {
    const { sheets, isFrom1904 } = await readSheets(zip);
    return { sheets, isFrom1904, texts: await readTexts(zip), isDate: await readStyles(zip), zip };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** A part of the workbook by its path, as a stream. */
export async function partOf(zip: OpenZip, name: string) {
  const entry = zip.entries.find((one) => one.name === name);
  if (!entry) throw new WorkbookUnreadable(`The workbook lacks its part ${name}.`);
  return streamOf(zip, entry);
}

function streamOf(zip: OpenZip, entry: ZipEntry) {
  if (entry.isEncrypted) throw new WorkbookUnreadable("The workbook is protected by a password. Save it without one.");
  if (entry.bytes > largestPart) throw new WorkbookUnreadable("A sheet of the workbook has more than 4 GB.");
  return zip.stream(entry);
}

async function readAll(zip: OpenZip, name: string, handler: Parameters<typeof readXml>[1]): Promise<void> {
  const entry = zip.entries.find((one) => one.name === name);
  if (!entry) return;
  for await (const _ of readXml(await streamOf(zip, entry), handler));
}

async function readSheets(zip: OpenZip) {
  const named: { name: string; id: string }[] = [];
  const targets = new Map<string, string>();
  let isFrom1904 = false;
  await readAll(zip, "xl/workbook.xml", {
    onOpen: (tag, a) => {
      if (tag === "sheet") named.push({ name: a.name ?? "", id: a["r:id"] ?? a.id ?? "" });
      if (tag === "workbookPr") isFrom1904 = a.date1904 === "1" || a.date1904 === "true";
    },
  });
  await readAll(zip, "xl/_rels/workbook.xml.rels", {
    onOpen: (tag, a) => {
      if (tag === "Relationship") targets.set(a.Id ?? "", a.Target ?? "");
    },
  });
  const sheets = named.flatMap(({ name, id }) => {
    const target = targets.get(id);
    return target ? [{ name, part: target.startsWith("/") ? target.slice(1) : `xl/${target}` }] : [];
  });
  if (sheets.length === 0)
    throw new WorkbookUnreadable("The file holds no sheet. Save it as XLSX or CSV and drop it again.");
  return { sheets, isFrom1904 };
}

async function readTexts(zip: OpenZip): Promise<string[]> {
  const texts: string[] = [];
  let text = "";
  let total = 0;
  let [isText, isPhonetic] = [false, false];
  await readAll(zip, "xl/sharedStrings.xml", {
    onOpen: (tag) => {
      if (tag === "si") text = "";
      if (tag === "rPh") isPhonetic = true;
      isText = tag === "t";
    },
    onText: (piece) => {
      if (isText && !isPhonetic) text += piece;
    },
    onClose: (tag) => {
      if (tag === "t") isText = false;
      if (tag === "rPh") isPhonetic = false;
      if (tag !== "si") return;
      total += text.length;
      if (total > largestTexts) throw new WorkbookUnreadable("The workbook holds more than 256 MB of text.");
      texts.push(text);
    },
  });
  return texts;
}

/** Of the formats that every workbook has, those that show a day or a time (ECMA-376, 18.8.30). */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

async function readStyles(zip: OpenZip): Promise<boolean[]> {
  const own = new Set<string>();
  const isDate: boolean[] = [];
  let isInCells = false;
  await readAll(zip, "xl/styles.xml", {
    onOpen: (tag, a) => {
      if (tag === "numFmt" && showsDate(a.formatCode ?? "")) own.add(a.numFmtId ?? "");
      if (tag === "cellXfs") isInCells = true;
      if (tag !== "xf" || !isInCells) return;
      const id = Number(a.numFmtId);
      isDate.push(own.has(a.numFmtId ?? "") || builtInDates.some(([from, to]) => id >= from && id <= to));
    },
    onClose: (tag) => {
      if (tag === "cellXfs") isInCells = false;
    },
  });
  return isDate;
}

/** Whether a format's code has a day, month or year in it, outside quoted words and colours. */
const showsDate = (code: string) => /[dmy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));
