import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { runToEnd } from "@/bin/instance/child";
import { mapping } from "../import/mapping";
import type { BenchInstance } from "./instance";

const products = 20_000;
const photos = 100;

/** Imports made-up products at the instance's shell, in a process of its own; the same number of others when it is done,
 *  until `isOver`. Answers how many came in. */
export async function importBeside(
  instance: BenchInstance,
  isOver: () => boolean,
  say: (line: string) => void,
): Promise<number> {
  const folder = join(instance.home, "import");
  mkdirSync(folder);
  await makePhotos(folder);
  writeFileSync(join(folder, "mapping.json"), JSON.stringify(mapping));
  const env = { ...process.env, TOILE_HOME: instance.home, DATABASE_URL: await instance.databaseUrl() };
  let rounds = 0;
  for (; !isOver(); rounds++) {
    const file = join(folder, `${rounds}.csv`);
    writeFileSync(file, csvOf(rounds));
    const began = performance.now();
    const words = ["import", "catalogue", file, "--mapping", join(folder, "mapping.json")];
    const { code, output } = await runToEnd(process.execPath, ["bin/toile.mjs", ...words], { env });
    if (code !== 0) throw new Error(output);
    say(`${products} products imported in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }
  return rounds * products;
}

/** A few photos for all: decoding 20,000 of their own is the photo store's bench, `import`. */
async function makePhotos(folder: string): Promise<void> {
  for (let i = 0; i < photos; i++) {
    const background = { r: i, g: 255 - i, b: 120 };
    await sharp({ create: { width: 239, height: 334, channels: 3, background } })
      .jpeg()
      .toFile(join(folder, `${i}.jpg`));
  }
}

function csvOf(round: number): string {
  const lines = ["id,title,price,photo,family,category,colour"];
  for (let i = 0; i < products; i++) {
    const rest = `${i % photos}.jpg,Family ${i % 6},Category ${i % 24},Colour ${i % 9}`;
    lines.push(`r${round}n${i >> 1}-${i & 1},Garment ${i},${i % 200}.95,${rest}`);
  }
  return `${lines.join("\n")}\n`;
}
