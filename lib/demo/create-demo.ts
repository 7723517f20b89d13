import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GUIDE } from "@/prisma/demo/style-guide";
import { DEMO_SEED, type DemoFiles, type DemoOptions, writeDemo } from "@/prisma/demo/write-demo";
import { recordAudit } from "../audit/record";
import { embedCatalogue } from "../catalogue/embed-catalogue";
import { importCatalogue } from "../catalogue/import-catalogue";
import { importOutfits } from "../catalogue/import-outfits";
import { CatalogueMapping } from "../catalogue/schema";
import { db, inTx, type Tx } from "../db";
import { env } from "../env";
import { namedFigures } from "../insights/quality/data";
import { setNamedFigures } from "../insights/quality/set-named-figures";
import type { Result } from "../result";
import { rankPairs } from "../training/rank/rank-pairs";
import { startTraining } from "../training/start-training";
import { asSystem } from "../users/allow";
import { addPractice, choosePractice, illustrated } from "./add-practice";
import { addDemoPeople, demoPeople } from "./people";
import { demoSettingKey } from "./schema";

type Options = Pick<DemoOptions, "products" | "outfits" | "seed"> & {
  log: (line: string) => void;
  /** Ask for both first trainings, for a worker to do; on by default. */
  train?: boolean;
};

const by = asSystem("commandLine", "demo");
const outfitSource = "demo stylists";

export const demoFolder = () => join(env().TOILE_HOME, "demo");

/** Brings the demo house in through the ordinary import: people, garments, outfits, embeddings, the guide, practice, and a first
 *  random order of pairs, so that the first screens have work. The two networks are asked for, and a worker trains them
 *  once it runs. Safe to repeat after an interrupted first start. A workspace that began with a catalogue of its own is
 *  left alone. */
export async function createDemo({ log, train = true, ...size }: Options): Promise<void> {
  if (await beganWithOwnCatalogue()) {
    log("There is a catalogue already, so the demo stays out.");
    return;
  }
  // Before its people: what was so when they came is no news to them.
  if ((await namedFigures()).since === null) await setNamedFigures(by, { isOn: true });
  await addDemoPeople();
  const files = await drawn(size, log);
  log("Importing its catalogue and outfits");
  const mapping = CatalogueMapping.parse(JSON.parse(await readFile(files.mapping, "utf8")));
  const { importId, refused } = required(
    await importCatalogue(by, { file: files.catalogue, mapping, images: files.images }),
  );
  if (refused > 0) throw new Error(`${refused} rows of the demo's own catalogue were refused.`);
  required(await importOutfits(by, { file: files.outfits, source: outfitSource }));
  const practice = await choosePractice({ products: files.products, seed: size.seed ?? DEMO_SEED });
  const markdown = await illustrated(GUIDE, practice);
  await inTx(async (tx) => {
    const guide = { head: "compatibility" as const, number: 1, title: "How this house dresses", markdown };
    await tx.guideVersion.createMany({ data: guide, skipDuplicates: true });
    await setting(tx, demoSettingKey, { importId, outfitSource });
  });
  log("Looking at its photos");
  required(await embedCatalogue(by, { source: "builtin" }));
  log("Laying out the first pairs");
  await addPractice(by, practice);
  await rankPairs({ seed: 1 });
  if (train) for (const head of ["compatibility", "category"] as const) await startTraining(by, { head, seed: 1 });
}

/** The demo's people come before its products, so products without them are somebody's own. */
const beganWithOwnCatalogue = async (): Promise<boolean> =>
  demoPeople().length === 0 && (await db().product.count()) > 0;

async function drawn(size: DemoOptions, log: Options["log"]): Promise<DemoFiles> {
  let told = 0;
  log("Drawing its garments");
  return writeDemo(demoFolder(), {
    ...size,
    onProgress: (done, of) => {
      const quarter = Math.floor((4 * done) / of);
      if (quarter > told) log(`Drawing its garments: ${done} of ${of} photos`);
      told = Math.max(told, quarter);
    },
  });
}

async function setting(tx: Tx, key: string, value: { [name: string]: string }): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value, updatedAt: new Date() } });
  await recordAudit(tx, {
    actor: by.actor,
    action: "settings.changed",
    subject: "Setting",
    subjectId: key,
    after: value,
  });
}

function required<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.detail ?? result.code);
  return result.value;
}
