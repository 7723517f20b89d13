import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { seedFor } from "@/ml/runtime/seed";
import { ALONE, CONTROL, onlineArms, pairArms } from "./acquisition/arms";
import { type Arms, figuresOfArms, figuresOfOnline } from "./acquisition/compare";
import { type DemoGarments, demoCategories, demoGarments } from "./acquisition/demo-garments";
import { demoWorld } from "./acquisition/demo-world";
import { type AcquisitionOptions, acquisitionOptions } from "./acquisition/options";
import { outfitWorld, visibleCatalogue } from "./acquisition/outfit-world";
import type { PairWorld } from "./acquisition/pair-world";
import { confusionsOf, foundShares, PLANTINGS } from "./acquisition/planted-catalogue";
import { type Arm, replay, type Trainer, trainOn } from "./acquisition/replay";
import { spread, withInterval } from "./arms/spread";

/* npm run bench -- acquisition [pairs] [online] [outfits] [catalogue] [--full] [--seeds=N] [--from=SEED] [--stops=N,…] [--arms=TEXT,…] [--demo=FILE] [--outfits=FILE]
   [--categories=FILE]
   Replays labelling with a known truth. Pairs: on the demo house, whose rule is known, with one answer in ten wrong, from a
   model trained on its outfits; and, where a frozen dataset is given, on its outfits. Catalogue: planted wrong categories
   among the first looks. Online: the product's way alone, and with what it learns between two trainings. Every order is compared with a random one on the same seeds: same house, same first model, same
   answers. */

/** What random reaches after 3,000 answers has to cost the product's way this many. */
const ANSWERS = 1_500;
const PLANTED_SHARE = 0.03;
const SHARE_WANTED = { uniform: 0.9, "confusion-weighted": 0.75 };

const bench: Bench = {
  name: "acquisition",
  async run(context) {
    const options = acquisitionOptions(context.args);
    const { tf, name } = await chooseBackend();
    context.say(`backend ${name}`);
    const figures: Figure[] = [];
    const needsDemo =
      options.parts.has("pairs") ||
      options.parts.has("online") ||
      (options.parts.has("catalogue") && !options.catalogue);
    const demo = needsDemo ? await demoGarments(context.say, options.demo) : null;
    if (demo && options.parts.has("pairs")) {
      const arms = await runArms(context, options, tf, (seed) => demoWorld(demo, seed), pairArms, CONTROL);
      figures.push(...figuresOfArms("demo", arms, CONTROL).map(againstTarget));
    }
    if (demo && options.parts.has("online")) {
      const arms = await runArms(context, options, tf, (seed) => demoWorld(demo, seed), onlineArms, ALONE);
      figures.push(...figuresOfArms("demo", arms, ALONE), ...figuresOfOnline("demo", arms, ALONE));
    }
    if (options.parts.has("outfits")) figures.push(...(await outfitFigures(context, options, tf)));
    if (options.parts.has("catalogue")) figures.push(...(await catalogueFigures(context, options, tf, demo)));
    return figures;
  },
};
export default bench;

async function runArms(
  { say }: BenchContext,
  { seeds, stops, config, arms: wanted }: AcquisitionOptions,
  tf: TensorFlow,
  worldOf: (seed: number) => PairWorld,
  every: Arm[],
  control: string,
): Promise<Arms> {
  const arms: Arms = new Map();
  const isWanted = (name: string) =>
    name === control || wanted.length === 0 || wanted.some((text) => name.includes(text));
  for (const seed of seeds) {
    const world = worldOf(seed);
    const trainer: Trainer = {
      tf,
      config,
      onPoint: (arm, { asked, auc, beforeTraining }) =>
        say(`seed ${seed}, ${arm}, ${asked} answers: AUC ${beforeTraining?.toFixed(4) ?? ""} ${auc.toFixed(4)}`),
    };
    const first = await trainOn(trainer, world.start, seedFor(seed, "first"));
    for (const arm of every.filter(({ name }) => isWanted(name))) {
      const curve = await replay(trainer, world, first, arm, stops, seed);
      arms.set(arm.name, [...(arms.get(arm.name) ?? []), curve]);
    }
  }
  return arms;
}

function againstTarget(figure: Figure): Figure {
  if (!figure.name.includes(ALONE) || !figure.name.includes("answers for")) return figure;
  return { ...figure, target: `≤ ${ANSWERS}`, ok: figure.value <= ANSWERS };
}

/** Strategies alone: nobody explains an answer there, so there is nothing to tell of other colours. */
async function outfitFigures(context: BenchContext, options: AcquisitionOptions, tf: TensorFlow): Promise<Figure[]> {
  if (!options.outfits) return [];
  const all = visibleCatalogue(tf, options.outfits);
  const fitting = pairArms.filter(({ name }) => !/told|pool|contradiction/.test(name));
  const arms = await runArms(context, options, tf, (seed) => outfitWorld(all, seed), fitting, CONTROL);
  return figuresOfArms("outfits", arms, CONTROL);
}

async function catalogueFigures(
  { say }: BenchContext,
  { seeds, catalogue }: AcquisitionOptions,
  tf: TensorFlow,
  demo: DemoGarments | null,
): Promise<Figure[]> {
  const clean = catalogue ?? (demo ? demoCategories(demo) : null);
  if (!clean) return [];
  const confusions = await confusionsOf(tf, clean, 1);
  const figures: Figure[] = [];
  for (const planting of PLANTINGS) {
    const found = new Map<string, number[]>();
    for (const seed of seeds) {
      const shares = await foundShares(tf, clean, planting, confusions, PLANTED_SHARE, seed);
      for (const [order, share] of Object.entries(shares)) found.set(order, [...(found.get(order) ?? []), share]);
      say(
        `catalogue, ${planting}, seed ${seed}: ${Object.values(shares)
          .map((share) => share.toFixed(2))
          .join(" ")}`,
      );
    }
    for (const [order, shares] of found) {
      const { mean, half } = spread(shares);
      const target = order === "expected-error" ? SHARE_WANTED[planting] : undefined;
      figures.push({
        name: `catalogue · ${planting} errors among the first 1.2 n looks · ${order}`,
        value: mean,
        unit: withInterval("share", { mean, half }),
        ...(target ? { target: `≥ ${target}` } : {}),
        ok: target === undefined || mean >= target,
      });
    }
  }
  return figures;
}
