import { randomUUID } from "node:crypto";
import type { NewPair } from "@/lib/queue/schema";
import { rngOf } from "@/ml/runtime/seed";
import type { BenchInstance } from "./instance";
import type { Person } from "./load";

const products = 20_000;
/** Tasks that are a second, blind opinion. */
const blindShare = 0.05;

/** A catalogue, `count` open tasks (a tenth drawn uniformly, a twentieth second opinions) and a live ranking of them, by the verbs that make them. */
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
  const blind = Math.round(count * blindShare);
  await addPairs(by, drawPairs(count - blind, rng));
  await db().$executeRaw`
    INSERT INTO "Task" (head, "subjectId", "pairId", slice, propensity, slot)
    SELECT head, "subjectId", "pairId", slice, propensity, 1 FROM "Task" ORDER BY id LIMIT ${blind}`;
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

/** New stylists, each signed in at one tab. */
export async function peopleAt(instance: BenchInstance, count: number): Promise<Person[]> {
  const ids = await makePeople(count);
  return Promise.all(
    ids.map(async (userId) => ({ userId, cookie: await instance.cookieOf(userId), leaseToken: randomUUID() })),
  );
}
