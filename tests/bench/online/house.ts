import { createHash } from "node:crypto";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const dimension = 128;
const outfits = 3_000;
const trained = { epochs: 1, fewestSteps: 40, pairsPerComponent: 20 };

/** Gives the queue bench's catalogue what a network needs (an embedding of every photo, outfits), trains the default
 *  ensemble for a moment, and has its version rank the open pairs in random order: what it learns is not the question
 *  here, how much there is to compute is. */
export async function makeChampion(say: (line: string) => void): Promise<void> {
  const { db } = await import("@/lib/db");
  const { openTasks } = await import("@/lib/queue/data");
  const { writeRanking } = await import("@/lib/queue/write-ranking");
  const { makeLive } = await import("@/lib/queue/make-live");
  const { startTraining } = await import("@/lib/training/start-training");
  const { trainRun } = await import("@/lib/training/run/train-run");
  const { champion } = await import("@/lib/models/data");
  const { asSystem } = await import("@/lib/users/allow");
  const by = asSystem("commandLine", "bench");
  say("embedding the catalogue …");
  await embed();
  await db().$executeRaw`
    INSERT INTO "Outfit" (source, "externalId") SELECT 'stylists', 'outfit ' || i FROM generate_series(1, ${outfits}::int) i`;
  await db().$executeRaw`
    INSERT INTO "OutfitItem" ("outfitId", "productId", position)
    SELECT o.id, 'p' || ((7919 * o.n + 4001 * k) % 20000), k
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "Outfit") o, generate_series(0, 2) k`;
  say("training …");
  const started = await startTraining(by, { head: "compatibility", seed: 1 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config: trained });
  // The promotion asks for a ranking of its own, which would take the place of the one that is made here.
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name = 'rank'`;
  const version = await champion("compatibility");
  if (!version) throw new Error("the training brought no version");
  const entries = (await openTasks("compatibility")).map(({ taskId }) => ({
    taskId,
    estimate: null,
    uncertainty: null,
  }));
  const ranking = {
    head: "compatibility",
    modelVersionId: version.versionId,
    policy: "bench",
    seed: 1,
    entries,
  } as const;
  if (!(await makeLive(by, { rankingId: await writeRanking(by, ranking) })))
    throw new Error("the ranking was overtaken");
}

async function embed(): Promise<void> {
  const { db } = await import("@/lib/db");
  const encoder = await db().encoder.create({ data: { name: "bench", version: "1", dimension, source: "builtin" } });
  await db().liveEncoder.create({ data: { encoderId: encoder.id } });
  await db().setting.create({
    data: {
      key: "catalogue.columns",
      value: { attributes: [{ name: "colour", label: "Colour" }], taxonomy: [{ label: "Category", target: true }] },
    },
  });
  const photos = await db().photo.findMany({ where: { position: 0 }, select: { sha256: true } });
  const rng = rngOf(3);
  for (let start = 0; start < photos.length; start += 2_000) {
    await db().photoEmbedding.createMany({
      data: photos.slice(start, start + 2_000).map(({ sha256 }) => {
        const vector = Float32Array.from({ length: dimension }, () => drawNormal(rng));
        const length = Math.hypot(...vector);
        return {
          encoderId: encoder.id,
          sha256: sha256 ?? createHash("sha256").digest("hex"),
          vector: new Uint8Array(vector.map((value) => value / length).buffer),
        };
      }),
    });
  }
}
