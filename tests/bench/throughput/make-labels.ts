import { db } from "@/lib/db";

const perStatement = 100_000;
/** People, and how many answers one gives on a working day, in two sittings. */
const people = 20;
const perDay = 220;

const prepare = [
  `INSERT INTO "User" (email, name, role, "passwordHash")
     SELECT 'p' || i || '@house.test', 'Person ' || i, 'stylist', 'none' FROM generate_series(1, ${people}) i`,
  `CREATE TABLE numbered_people AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM "User"`,
  `INSERT INTO "Product" (id, "groupId", "isHoldout", title)
     SELECT lpad(i::text, 6, '0'), 'g' || i / 2, false, 'Garment ' || i FROM generate_series(0, 19999) i`,
];

/* The n-th label is of person n % people; their k-th, backwards from today over working days. Sets of four, page by page
   of flags left out: what a cell of the rollup costs does not depend on the kind. */
const insert = (from: number, to: number) => `
  WITH made AS (
    INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
    SELECT lpad(least(a, b)::text, 6, '0'), lpad(greatest(a, b)::text, 6, '0'), 'uniform', false
    FROM (SELECT i % 19900 AS a, i % 19900 + 1 + i / 19900 AS b FROM generate_series(${from}, ${to}) i) x RETURNING id),
  asked AS (
    INSERT INTO "Task" (head, "subjectId", "pairId", slice, slot, "doneAt")
    SELECT 'compatibility', id, id,
      (ARRAY['ranked','ranked','ranked','ranked','ranked','ranked','uniform','repeat','gold','ranked'])[1 + floor(random() * 10)]::"Slice",
      (random() < .1)::int, now() FROM made RETURNING id, "pairId", slice, slot),
  placed AS (SELECT *, ${from} + row_number() OVER ()::int - 1 AS n FROM asked),
  timed AS (
    SELECT placed.*, n / ${people} AS k, p.id AS "userId", (n / ${people} / 4) % 5 = 0 AS "isSet"
    FROM placed JOIN numbered_people p ON p.place = n % ${people})
  INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "userId", occasion, slot, verdict, "elapsedMs", slice,
    "setId", "setPosition", "isLate", "createdAt", "supersededAt")
  SELECT gen_random_uuid(), 'compatibility', id, "pairId", "pairId", "userId", 0, slot, 'fits',
    (1000 * exp(1.3 + .6 * (random() + random() + random() - 1.5) * 2))::int, slice,
    CASE WHEN "isSet" THEN md5("userId"::text || k / 4)::uuid END, CASE WHEN "isSet" THEN k % 4 END, random() < .01,
    at, CASE WHEN random() < .03 THEN at + interval '5 seconds' END
  FROM (
    SELECT *, date_trunc('day', now() - make_interval(days => 7 * (k / ${perDay} / 5) + k / ${perDay} % 5), 'UTC')
      + interval '9 hours' + make_interval(hours => 6 * (k % ${perDay} / ${perDay / 2}),
        secs => (CASE WHEN "isSet" THEN k / 4 * 4 ELSE k END) % ${perDay / 2} * 45) AS at
    FROM timed) t
  WHERE at < now()`;

/** About `count` answers of ${people} people over the working days before today, an hour's work three or four kinds of it
 *  each, 3 % undone, and `open` tasks that wait. */
export async function makeLabels(count: number, open: number, say: (line: string) => void): Promise<void> {
  for (const statement of prepare) await db().$executeRawUnsafe(statement);
  for (let from = 0; from < count; from += perStatement) {
    await db().$executeRawUnsafe(insert(from, Math.min(count, from + perStatement) - 1));
    say(`${Math.min(count, from + perStatement)} labels …`);
  }
  await db().$executeRawUnsafe(`
    INSERT INTO "Task" (head, "subjectId", "pairId", slice, occasion)
    SELECT 'compatibility', "subjectId", "pairId", 'ranked', 9 FROM "Task" LIMIT ${open}`);
  await db().$executeRawUnsafe(`
    INSERT INTO "Skip" ("taskId", "userId", at)
    SELECT "taskId", "userId", "createdAt" FROM "Label" WHERE right(id::text, 1) = '0' AND "supersededAt" IS NULL`);
  await db().$executeRawUnsafe("VACUUM ANALYZE");
}
