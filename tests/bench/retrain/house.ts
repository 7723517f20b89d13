import { drawNormal, type Rng, rngOf } from "@/ml/runtime/seed";
import { makePeople } from "../queue/pool";

/* What a network needs, planted on the queue bench's catalogue of 20,000 products: a style of four numbers, seen in each
   photo's embedding in noise, by which people say "fits". Every tenth garment model is of the holdout. */

const dimension = 512;
const styleLength = 4;
const noise = 0.4;
const products = 20_000;
const outfits = 3_000;
/** One answer of ten is wrong, as the house's own simulated people are. */
const wrong = 0.1;
/** Judged pairs with a holdout end: what the gate compares by. */
const holdoutPairs = 1_200;
/** A first version that knows little, so that the one trained from the button has something to beat: at the usual rate one
 *  epoch brings .82 of the .83 there is, and by some seeds the gate could not tell; at this one .75. */
const brief = { epochs: 1, fewestSteps: 40, members: 2, components: 8, learningRate: 3e-4 };

const isHoldout = (product: number) => Math.floor(product / 2) % 10 === 9;

/** Embeddings, outfits and `labels` judged pairs, ten in eleven of them outside the holdout; then a first version, which
 *  serves, with nothing waiting to be done about it. Call after makePool, while no worker is awake. */
export async function plantRetrainHouse(labels: number, say: (line: string) => void): Promise<void> {
  const { db } = await import("@/lib/db");
  const rng = rngOf(11);
  const styles = Array.from({ length: products }, () =>
    Float32Array.from({ length: styleLength }, () => drawNormal(rng)),
  );
  await db().$executeRaw`
    UPDATE "Product" SET "isHoldout" = true WHERE (substr(id, 2)::int / 2) % 10 = 9`;
  // The queue never asks the ranked slice about the holdout.
  await db().$executeRaw`
    UPDATE "Pair" p SET "isHoldout" = true FROM "Product" a, "Product" b
    WHERE a.id = p."productAId" AND b.id = p."productBId" AND (a."isHoldout" OR b."isHoldout")`;
  await db().$executeRaw`
    UPDATE "Task" t SET slice = 'uniform', propensity = 0.001 FROM "Pair" p WHERE p.id = t."pairId" AND p."isHoldout"`;
  say("embedding 20,000 photos …");
  await embed(styles, rng);
  await makeOutfits(styles, rng);
  say(`answering ${labels} pairs …`);
  await answer(styles, labels, rng);
  say("training a first version …");
  await trainFirst();
}

async function embed(styles: Float32Array[], rng: Rng): Promise<void> {
  const { db } = await import("@/lib/db");
  const encoder = await db().encoder.create({ data: { name: "bench", version: "1", dimension, source: "builtin" } });
  await db().liveEncoder.create({ data: { encoderId: encoder.id } });
  await db().setting.create({
    data: {
      key: "catalogue.columns",
      value: { attributes: [{ name: "colour", label: "Colour" }], taxonomy: [{ label: "Category", target: true }] },
    },
  });
  const axes = Array.from({ length: styleLength }, () =>
    Float32Array.from({ length: dimension }, () => drawNormal(rng)),
  );
  const photos = await db().photo.findMany({ where: { position: 0 }, select: { productId: true, sha256: true } });
  for (let start = 0; start < photos.length; start += 1_000) {
    const data = photos.slice(start, start + 1_000).map(({ productId, sha256 }) => {
      const style = styles[Number(productId.slice(1))]!;
      const vector = new Float32Array(dimension);
      for (let k = 0; k < dimension; k++) {
        vector[k] = noise * Math.sqrt(styleLength) * drawNormal(rng);
        for (let s = 0; s < styleLength; s++) vector[k]! += style[s]! * axes[s]![k]!;
      }
      const length = Math.hypot(...vector);
      return {
        encoderId: encoder.id,
        sha256: sha256!,
        vector: new Uint8Array(vector.map((value) => value / length).buffer),
      };
    });
    await db().photoEmbedding.createMany({ data });
  }
}

const agree = (a: Float32Array, b: Float32Array): boolean => a.reduce((sum, value, s) => sum + value * b[s]!, 0) > 0;

/** Three garments of agreeing style and of different categories, as the catalogue numbers them. */
async function makeOutfits(styles: Float32Array[], rng: Rng): Promise<void> {
  const { db } = await import("@/lib/db");
  await db().$executeRaw`
    INSERT INTO "Outfit" (source, "externalId") SELECT 'stylists', 'outfit ' || i FROM generate_series(1, ${outfits}::int) i`;
  const made = await db().outfit.findMany({ select: { id: true }, orderBy: { externalId: "asc" } });
  const draw = () => Math.floor(rng() * products);
  const items = made.flatMap(({ id: outfitId }) => {
    const chosen = [draw()];
    while (chosen.length < 3) {
      const next = draw();
      const isOther = chosen.every((one) => one % 24 !== next % 24 && one !== next);
      if (isOther && chosen.every((one) => agree(styles[one]!, styles[next]!))) chosen.push(next);
    }
    return chosen.map((product, position) => ({ outfitId, productId: `p${product}`, position }));
  });
  await db().outfitItem.createMany({ data: items });
}

async function answer(styles: Float32Array[], labels: number, rng: Rng): Promise<void> {
  const { db } = await import("@/lib/db");
  const { addPairs } = await import("@/lib/queue/add-pairs");
  const { asSystem } = await import("@/lib/users/allow");
  const [teller] = await makeTellers();
  const seen = new Map<string, { a: string; b: string; verdict: "fits" | "clashes"; held: boolean }>();
  const wanted = { true: holdoutPairs, false: labels };
  while (wanted.true + wanted.false > 0) {
    const [i, j] = [Math.floor(rng() * products), Math.floor(rng() * products)];
    const held = isHoldout(i) || isHoldout(j);
    const [a, b] = [`p${i}`, `p${j}`].sort() as [string, string];
    if (i === j || wanted[`${held}`] === 0 || seen.has(`${a} ${b}`)) continue;
    const says = agree(styles[i]!, styles[j]!) !== rng() < wrong;
    seen.set(`${a} ${b}`, { a, b, verdict: says ? "fits" : "clashes", held });
    wanted[`${held}`]--;
  }
  const rows = [...seen.values()];
  await addPairs(
    asSystem("commandLine", "bench"),
    rows.map(({ a, b, held }) => ({
      a,
      b,
      origin: "uniform",
      slice: "uniform",
      propensity: 0.001,
      isHoldout: held,
    })),
  );
  await db().$executeRaw`
    INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "userId", occasion, slot, verdict, "elapsedMs", slice, propensity)
    SELECT gen_random_uuid(), 'compatibility', t.id, p.id, p.id, ${teller}::uuid, 0, 0, x.verdict::"Verdict", 1500, t.slice, t.propensity
    FROM unnest(${rows.map(({ a }) => a)}::text[], ${rows.map(({ b }) => b)}::text[], ${rows.map(({ verdict }) => verdict)}::text[])
      AS x(a, b, verdict)
    JOIN "Pair" p ON p."productAId" = x.a AND p."productBId" = x.b JOIN "Task" t ON t."pairId" = p.id AND t.slot = 0
    ON CONFLICT DO NOTHING`;
  await db().$executeRaw`
    UPDATE "Task" t SET "doneAt" = now() WHERE EXISTS (SELECT 1 FROM "Label" l WHERE l."taskId" = t.id)`;
  await db().$executeRaw`
    DELETE FROM "RankEntry" e USING "Task" t WHERE t.id = e."taskId" AND t."doneAt" IS NOT NULL`;
}

async function makeTellers(): Promise<string[]> {
  const { db } = await import("@/lib/db");
  const ids = await makePeople(1);
  // peopleAt makes people of the same names.
  await db().user.update({ where: { id: ids[0]! }, data: { email: "teller@bench.test" } });
  return ids;
}

async function trainFirst(): Promise<void> {
  const { db } = await import("@/lib/db");
  const { startTraining } = await import("@/lib/training/start-training");
  const { trainRun } = await import("@/lib/training/run/train-run");
  const { asSystem } = await import("@/lib/users/allow");
  const started = await startTraining(asSystem("commandLine", "bench"), { head: "compatibility", seed: 1 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config: brief });
  const run = await db().run.findUniqueOrThrow({ where: { id: started.value.runId }, include: { version: true } });
  if (!run.version) throw new Error(`the first training ${run.status}: ${run.reason}`);
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name IN ('train', 'evaluate', 'rank')`;
}
