import type { NewPair } from "@/lib/queue/schema";
import { rngOf } from "@/ml/runtime/seed";

const products = 20_000;

/** A catalogue, `count` open pairs (a tenth drawn uniformly) and a live ranking of them, by the verbs that make them. */
export async function makePool(count: number, say: (line: string) => void): Promise<{ rankingSeconds: number }> {
  const { db } = await import("@/lib/db");
  const { asSystem } = await import("@/lib/users/allow");
  const { addPairs } = await import("@/lib/queue/add-pairs");
  const { openTasks } = await import("@/lib/queue/data");
  const { writeRanking } = await import("@/lib/queue/write-ranking");
  const { makeLive } = await import("@/lib/queue/make-live");
  const by = asSystem("commandLine", "bench");
  await db()
    .$executeRaw`INSERT INTO "Category" (level, name, "isTarget") SELECT 1, 'Category ' || i, true FROM generate_series(1, 24) i`;
  await db().$executeRaw`
    INSERT INTO "Product" (id, "groupId", "isHoldout", title, "sourceCategoryId", "sourceValues")
    SELECT 'p' || i, 'g' || i / 2, false, 'Garment ' || i, (SELECT min(id) FROM "Category") + i % 24, '{"colour": ["Black"]}'
    FROM generate_series(0, ${products - 1}::int) i`;
  await db().$executeRaw`
    INSERT INTO "Photo" ("productId", position, "fileName", sha256, width, height)
    SELECT id, n, 'photo.jpg', md5(id || n) || md5(id), 600, 800 FROM "Product", generate_series(0, 1) n`;
  say(`adding ${count} pairs …`);
  const rng = rngOf(7);
  await addPairs(by, drawPairs(count, rng));
  const entries = (await openTasks("compatibility"))
    .map(({ taskId }) => ({ taskId, estimate: rng(), uncertainty: rng() }))
    .sort((a, b) => b.uncertainty - a.uncertainty);
  const began = performance.now();
  const rankingId = await writeRanking(by, {
    head: "compatibility",
    modelVersionId: null,
    policy: "bench",
    seed: 1,
    entries,
  });
  await makeLive(by, { rankingId });
  return { rankingSeconds: (performance.now() - began) / 1_000 };
}

function drawPairs(count: number, rng: () => number): NewPair[] {
  const seen = new Set<number>();
  while (seen.size < count) {
    const [a, b] = [Math.floor(rng() * products), Math.floor(rng() * products)];
    if (a < b) seen.add(a * products + b);
  }
  return [...seen].map((key) => {
    const isUniform = rng() < 0.1;
    return {
      a: `p${Math.floor(key / products)}`,
      b: `p${key % products}`,
      origin: isUniform ? "uniform" : "topPartner",
      slice: isUniform ? "uniform" : "ranked",
      propensity: isUniform ? 0.001 : null,
      isHoldout: false,
    };
  });
}

export async function makePeople(count: number): Promise<string[]> {
  const { db } = await import("@/lib/db");
  const people = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      db().user.create({
        data: { email: `stylist-${i}@bench.test`, name: `Stylist ${i}`, role: "stylist", passwordHash: "none" },
        select: { id: true },
      }),
    ),
  );
  return people.map((person) => person.id);
}

/** Marks the first `count` free tasks of the live ranking done and drops their places, as answers do. */
export async function closeFront(count: number): Promise<void> {
  const { db } = await import("@/lib/db");
  await db().$executeRaw`
    WITH front AS (
      SELECT r."taskId" FROM "RankEntry" r JOIN "LiveRanking" v USING ("rankingId") JOIN "Task" t ON t.id = r."taskId"
      WHERE t."doneAt" IS NULL AND t."leasedUntil" IS NULL ORDER BY r.rank LIMIT ${count}),
    done AS (UPDATE "Task" SET "doneAt" = now() WHERE id IN (SELECT "taskId" FROM front))
    DELETE FROM "RankEntry" WHERE "taskId" IN (SELECT "taskId" FROM front)`;
}
