import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { photograph } from "./garments/photo";
import { makeHouse } from "./house";

/* node --import tsx prisma/demo/draw-photos.ts FOLDER [COUNT [SEED]]
   Draws garments of a house with a seed of its own as JPEGs of 256 × 320: material for training the built-in encoder. */
const [folder, count = "600", seed = "4711"] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder that the pictures go to.");
mkdirSync(folder, { recursive: true });
for (const { id, look } of makeHouse(Number(count), Number(seed))) {
  const photo = await photograph(look, "front");
  writeFileSync(join(folder, `${id}.jpg`), await sharp(photo).resize(256, 320).jpeg({ quality: 90 }).toBuffer());
}
