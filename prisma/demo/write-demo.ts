import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import type { View } from "./garments/look";
import { photograph } from "./garments/photo";
import { type Garment, makeHouse } from "./house";
import { makeOutfits } from "./outfits";
import { givenCategories } from "./planted-errors";
import { GUIDE } from "./style-guide";

export const DEMO_SEED = 4711;

export type DemoOptions = {
  products?: number;
  outfits?: number;
  seed?: number;
  onProgress?: (done: number, of: number) => void;
};
/** Absolute paths of what was written, in the form that the importer takes. */
export type DemoFiles = {
  catalogue: string;
  outfits: string;
  mapping: string;
  images: string;
  truth: string;
  products: number;
};

/** What the simulated people know and the catalogue does not. */
export type DemoTruth = { seed: number; products: number };

const mapping = {
  id: "product_id",
  group: { column: "model" },
  season: { column: "season" },
  title: { column: "title" },
  description: { column: "description" },
  price: { column: "price", currency: "EUR" },
  stock: { column: "stock" },
  images: [{ column: "photo_1" }, { column: "photo_2" }],
  taxonomy: [
    { column: "department", label: "Department" },
    { column: "category", label: "Category", target: true },
    { column: "type", label: "Type" },
  ],
  attributes: [
    { column: "colour", name: "colour", label: "Colour" },
    { column: "colour_group", name: "colour-group", label: "Colour group" },
    { column: "pattern", name: "pattern", label: "Pattern" },
    { column: "fabric", name: "fabric", label: "Fabric" },
    { column: "style", name: "style", label: "Style" },
    { column: "occasions", name: "occasion", label: "Occasion", separator: "|" },
    { column: "fit", name: "fit", label: "Fit" },
  ],
};

const cell = (value: string | number): string => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
const csv = (rows: (string | number)[][]): string => `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;

/** The catalogue as a customer would send it: CSV text, errors included. */
export function catalogueCsv(house: readonly Garment[], seed: number): string {
  const given = givenCategories(house, seed);
  const departments = new Map(house.map(({ category, department }) => [category, department]));
  const head = [
    "product_id",
    "model",
    "title",
    "description",
    "department",
    "category",
    "type",
    "season",
    "price",
    "stock",
    "colour",
    "colour_group",
    "pattern",
    "fabric",
    "style",
    "occasions",
    "fit",
    "photo_1",
    "photo_2",
  ];
  const rows = house.map((g) => {
    const category = given.get(g.id) ?? g.category;
    return [
      g.id,
      g.model,
      g.title,
      g.description,
      departments.get(category) ?? g.department,
      category,
      g.type,
      g.season,
      g.price.toFixed(2),
      g.stock,
      g.colour.name,
      g.colour.group,
      g.pattern,
      g.fabric,
      g.style,
      g.occasions.join("|"),
      g.fit,
      ...views.map((view) => `${g.id}-${view}.jpg`),
    ];
  });
  return csv([head, ...rows]);
}

const views: readonly View[] = ["front", "detail"];

/** Writes the demo house into a folder: catalogue.csv, outfits.csv, mapping.json, images/, guide.md, and truth.json for
 *  the simulated people. Same options, same bytes; written again, nothing changes, and photos that are there are kept. */
export async function writeDemo(directory: string, options: DemoOptions = {}): Promise<DemoFiles> {
  const { products = 660, outfits = 420, seed = DEMO_SEED } = options;
  const house = makeHouse(products, seed);
  const at = (name: string) => join(directory, name);
  const truth = `${JSON.stringify({ seed, products } satisfies DemoTruth)}\n`;
  // The truth is written first: photos beside the same one are of this house, however far an interrupted start came.
  if ((await readFile(at("truth.json"), "utf8").catch(() => "")) !== truth) await rm(at("images"), { recursive: true, force: true });
  await mkdir(at("images"), { recursive: true });
  await writeFile(at("truth.json"), truth);
  await writePhotos(house, at("images"), options.onProgress);
  const looks = makeOutfits(house, outfits, seed);
  await writeFile(at("catalogue.csv"), catalogueCsv(house, seed));
  await writeFile(at("outfits.csv"), csv([["outfit_id", "product_id"], ...looks.flatMap(({ id, items }) => items.map((item) => [id, item.id]))]));
  await writeFile(at("mapping.json"), `${JSON.stringify(mapping, null, 2)}\n`);
  await writeFile(at("guide.md"), GUIDE);
  return {
    catalogue: at("catalogue.csv"),
    outfits: at("outfits.csv"),
    mapping: at("mapping.json"),
    images: at("images"),
    truth: at("truth.json"),
    products: house.length,
  };
}

async function writePhotos(house: readonly Garment[], folder: string, onProgress?: DemoOptions["onProgress"]): Promise<void> {
  const jobs = house.flatMap((garment) => views.map((view) => ({ garment, view })));
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      const file = join(folder, `${job.garment.id}-${job.view}.jpg`);
      if (!existsSync(file)) {
        await writeFile(`${file}.part`, await photograph(job.garment.look, job.view));
        await rename(`${file}.part`, file);
      }
      onProgress?.(++done, jobs.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, work));
}
