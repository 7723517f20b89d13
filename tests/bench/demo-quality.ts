import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { runOnce } from "@/bin/postgres/run-once";
import { closeDb, db } from "@/lib/db";
import { createDemo } from "@/lib/demo/create-demo";
import { closeJobs } from "@/lib/jobs/boss";
import { makeHouse } from "@/prisma/demo/house";
import { givenCategories } from "@/prisma/demo/planted-errors";
import { DEMO_SEED } from "@/prisma/demo/write-demo";
import type { ArmPoint } from "./arms/demo-arm";
import { runArm } from "./arms/run-arm";
import { spread, withInterval } from "./arms/spread";
import { trainAndRank } from "./arms/train-and-rank";

/* Pair and flag quality on the demo house after 50, 200 and 1,000 simulated answers, against its known rule. The order of
   the model is compared with a random order of the same pool; five seeds each, on a copy of the same first state. */

const stops = [0, 50, 200, 1_000];
/** Five seeds, or as many as were given after the bench's name. */
function seedsOf(args: string[]): number[] {
  const count = Number(args[0] ?? 5);
  if (!(count >= 2 && count <= 5)) throw new Error("demo-quality takes 2 to 5 seeds.");
  return Array.from({ length: count }, (_, i) => i + 1);
}

type Arm = "mix" | "random";

async function runArms({ say, args }: BenchContext, url: string): Promise<Record<Arm, ArmPoint[][]>> {
  const arms: Record<Arm, ArmPoint[][]> = { mix: [], random: [] };
  for (const seed of seedsOf(args)) {
    for (const policy of ["mix", "random"] as const) {
      say(`seed ${seed}, ${policy} order`);
      arms[policy].push(await onCopy(url, (copy) => runDemoArm(copy, [String(seed), policy, ...stops.map(String)])));
    }
  }
  return arms;
}

/** Runs `work` on a copy of the database, which nobody may be connected to meanwhile. */
async function onCopy<T>(url: string, work: (copy: string) => Promise<T>): Promise<T> {
  const source = new URL(url);
  const name = source.pathname.slice(1);
  const admin = new URL(url);
  admin.pathname = "/postgres";
  const copy = new URL(url);
  copy.pathname = `/${name}_arm`;
  const run = (sql: string) => runOnce(admin.href, sql);
  await run(`CREATE DATABASE "${name}_arm" TEMPLATE "${name}"`);
  try {
    return await work(copy.href);
  } finally {
    await run(`DROP DATABASE "${name}_arm" WITH (FORCE)`);
  }
}

const runDemoArm = async (databaseUrl: string, args: string[]): Promise<ArmPoint[]> =>
  JSON.parse(await runArm(["tests/bench/arms/demo-arm.ts", ...args], { DATABASE_URL: databaseUrl }));

function figuresOf(arms: Record<Arm, ArmPoint[][]>, planted: number, products: number): Figure[] {
  const figures: Figure[] = [];
  stops.forEach((answers, at) => {
    const auc = (arm: Arm) => arms[arm].map((points) => points[at]!.pairAuc);
    const mix = spread(auc("mix"));
    const target = answers === 1_000 ? 0.63 : undefined;
    const isMet = target === undefined || mix.mean >= target;
    figures.push({
      name: `pair AUC after ${answers} answers`,
      value: mix.mean,
      unit: withInterval("AUC", mix),
      ...(target ? { target: `≥ ${target}` } : {}),
      ok: isMet,
    });
    if (answers === 0) return;
    const random = spread(auc("random"));
    figures.push({
      name: `pair AUC after ${answers} answers, random order`,
      value: random.mean,
      unit: withInterval("AUC", random),
      ok: true,
    });
    const gain = spread(auc("mix").map((value, s) => value - auc("random")[s]!));
    figures.push({
      name: `gain of the order after ${answers} answers`,
      value: gain.mean,
      unit: withInterval("AUC", gain),
      ...(answers === 1_000 ? { target: "> 0" } : {}),
      ok: answers < 1_000 || gain.mean > 0,
    });
    const found = spread(arms.mix.map((points) => points[at]!.errorsFound / planted));
    const asked = spread(arms.mix.map((points) => points[at]!.flagsAnswered));
    const wanted = answers === 1_000 ? 0.8 : undefined;
    figures.push({
      name: `planted errors mended after ${answers} answers, ${Math.round(asked.mean)} of them flags`,
      value: found.mean,
      unit: withInterval("share", found),
      ...(wanted ? { target: `≥ ${wanted}` } : {}),
      ok: wanted === undefined || found.mean >= wanted,
    });
    figures.push({
      name: `the same by looking at ${Math.round(asked.mean)} products at random`,
      value: asked.mean / products,
      unit: "share",
      ok: true,
    });
  });
  return figures;
}

const bench: Bench = {
  name: "demo-quality",
  async run(context) {
    const url = await context.openDatabase();
    context.say("Making the demo house");
    await createDemo({ log: context.say, train: false });
    for (const head of ["compatibility", "category"] as const) await trainAndRank(head, { seed: 1 });
    const products = await db().product.count();
    const given = givenCategories(makeHouse(660, DEMO_SEED), DEMO_SEED);
    const planted = makeHouse(660, DEMO_SEED).filter(({ id, category }) => given.get(id) !== category).length;
    await closeJobs();
    await closeDb();
    return figuresOf(await runArms(context, url), planted, products);
  },
};
export default bench;
