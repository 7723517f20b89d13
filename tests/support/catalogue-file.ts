import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { productCards } from "@/lib/catalogue/data";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { CatalogueMapping, type ImportReport } from "@/lib/catalogue/schema";
import { db } from "@/lib/db";
import { asSystem } from "@/lib/users/allow";

export const by = asSystem("commandLine", "test");
const columns = ["id", "name", "price", "stock", "photo", "back", "division", "family", "type", "colour", "style"];
export const mapping = CatalogueMapping.parse({
  id: "id",
  group: { column: "id", pattern: "^(.*)-" },
  title: "{colour|capitalise} {name}",
  price: { column: "price", currency: "EUR" },
  stock: { column: "stock" },
  images: [{ column: "photo" }, { column: "back" }],
  taxonomy: [
    { column: "division", label: "Division" },
    { column: "family", label: "Family", target: true },
    { column: "type", label: "Type" },
  ],
  attributes: [
    { column: "colour", name: "colour", label: "Colour" },
    { column: "style", name: "style", label: "Style", separator: "|" },
  ],
});

/** Where the CSV and its photos lie, and a folder beside it that no import may read. */
export const place = { folder: "", outside: "" };

export async function openPlace(): Promise<void> {
  place.folder = mkdtempSync(join(tmpdir(), "toile-import-"));
  place.outside = mkdtempSync(join(tmpdir(), "toile-outside-"));
  mkdirSync(join(place.folder, "images"));
  for (const [i, background] of ["red", "green", "blue", "white"].entries()) {
    await sharp({ create: { width: 60 + i, height: 80, channels: 3, background } })
      .jpeg()
      .toFile(join(place.folder, "images", `${background}.jpg`));
  }
  await sharp({ create: { width: 30, height: 30, channels: 3, background: "black" } })
    .jpeg()
    .toFile(join(place.outside, "secret.jpg"));
}

export function closePlace(): void {
  for (const folder of [place.folder, place.outside]) rmSync(folder, { recursive: true });
}

// Each test has products of its own: the number makes the ids.
let test = 0;
export function nextTest(): void {
  test++;
}
export const id = (name: string) => `t${test}.${name}`;

export type Row = Partial<Record<(typeof columns)[number], string>>;
const rowOf = (row: Row, i: number): Row => ({
  id: id(`${i}-A`),
  name: "shirt",
  price: "19.90",
  stock: "3",
  photo: "images/red.jpg",
  back: "",
  division: "Tops",
  family: "Shirts",
  type: "Blouse",
  colour: "RED",
  style: "",
  ...row,
});
/** The file's text: each row takes what it leaves out from the usual garment. */
export const csv = (rows: Row[], delimiter = ",") =>
  [columns, ...rows.map((row, i) => columns.map((column) => rowOf(row, i)[column]!))]
    .map((cells) => cells.join(delimiter))
    .join("\n");

export function file(content: string | Buffer): string {
  const path = join(place.folder, `products-${test}.csv`);
  writeFileSync(path, content);
  return path;
}
export const run = (content: string | Buffer, change: Partial<CatalogueMapping> = {}, images?: string) =>
  importCatalogue(by, { file: file(content), mapping: { ...mapping, ...change }, images });
/** The import's report. Throws when the file as a whole is refused. */
export async function report(...given: Parameters<typeof run>): Promise<ImportReport> {
  const result = await run(...given);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}
export const product = (name: string) =>
  db().product.findUniqueOrThrow({ where: { id: id(name) }, include: { photos: { orderBy: { position: "asc" } } } });
export const card = async (name: string) => (await productCards([id(name)])).get(id(name))!;
