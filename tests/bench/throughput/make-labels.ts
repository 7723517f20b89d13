import { db } from "@/lib/db";

const perStatement = 100_000;
/** People, and how many answers one gives on a working day, in two sittings. */
const people = 20;
const perDay = 220;
const categories = 24;

const prepare = [
  `INSERT INTO "User" (email, name, role, "passwordHash")
     SELECT 'p' || i || '@house.test', 'Person ' || i, 'stylist', 'none' FROM generate_series(1, ${people}) i`,
  `CREATE TABLE numbered_people AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM "User"`,
  `INSERT INTO "Category" (level, name, "isTarget") SELECT 2, 'Category ' || i, true FROM generate_series(1, ${categories}) i`,
  `INSERT INTO "Product" (id, "groupId", "isHoldout", title, "sourceCategoryId")
     SELECT lpad(i::text, 6, '0'), 'g' || i / 2, false, 'Garment ' || i, c.id
     FROM generate_series(0, 19999) i JOIN (
       SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM "Category") c ON c.place = i % ${categories}`,
];

/* The n-th label is of person n % people; their k-th, backwards from today over working days. A tenth of them are second
   opinions of what the person before judged, a tenth repeats of one's own, one in fifty gold; sets of four, page by page of
   flags left out: what a cell of the rollup costs does not depend on the kind. */
const asked = (from: number, to: number) => `
  WITH numbered AS (
    SELECT n, n / ${people} AS k, n % ${people} AS q, (n / ${people} + n % ${people}) % 10 AS r
    FROM generate_series(${from}, ${to}) n),
  kinds AS (
    SELECT *, CASE WHEN r = 9 THEN 'second' WHEN r = 4 AND k > 0 THEN 'repeat' WHEN r = 6 AND k > 5 AND k % 5 = 0 THEN 'gold'
      ELSE 'first' END AS kind FROM numbered),
  placed AS (
    SELECT *, CASE kind WHEN 'second' THEN k * ${people} + (q + ${people - 1}) % ${people} WHEN 'repeat' THEN n - ${people}
      WHEN 'gold' THEN k % 9 ELSE n END AS p FROM kinds),
  asked AS (
    SELECT *, lpad((p % 19900)::text, 6, '0') AS a, lpad((p % 19900 + 1 + p / 19900)::text, 6, '0') AS b,
      md5('task ' || n)::uuid AS "taskId", kind = 'first' AND (k / 4) % 5 = 0 AS "isSet",
      CASE kind WHEN 'repeat' THEN 1 WHEN 'gold' THEN 100 + k ELSE 0 END AS occasion,
      CASE kind WHEN 'second' THEN 1 WHEN 'gold' THEN q ELSE 0 END AS slot,
      CASE WHEN kind IN ('repeat', 'gold') THEN kind WHEN p * 7919 % 8 = 0 THEN 'uniform' ELSE 'ranked' END::"Slice" AS slice
    FROM placed)`;

const statements = [
  (from: number, to: number) => `${asked(from, to)}
    INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
    SELECT least(a, b), greatest(a, b), 'uniform', false FROM asked WHERE kind = 'first'`,
  (from: number, to: number) => `${asked(from, to)}
    INSERT INTO "Task" (id, head, "subjectId", "pairId", slice, occasion, slot, "doneAt")
    SELECT x."taskId", 'compatibility', p.id, p.id, x.slice, x.occasion, x.slot, now()
    FROM asked x JOIN "Pair" p ON p."productAId" = x.a AND p."productBId" = x.b`,
  (from: number, to: number) => `${asked(from, to)}
    INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "userId", occasion, slot, verdict, reason, "elapsedMs",
      slice, propensity, estimate, "setId", "setPosition", "isLate", "createdAt", "supersededAt")
    SELECT id, 'compatibility', "taskId", "pairId", "pairId", "userId", occasion, slot, verdict,
      CASE WHEN verdict = 'clashes' AND n % 3 > 0 THEN (ARRAY['colour', 'style', 'occasion', 'season'])[1 + n % 4] END,
      (1000 * exp(1.3 + .6 * (random() + random() + random() - 1.5) * 2))::int, slice,
      CASE WHEN slice = 'uniform' THEN .01 END, CASE WHEN n % 2 = 0 THEN random() END,
      CASE WHEN "isSet" THEN md5("userId"::text || k / 4)::uuid END, CASE WHEN "isSet" THEN k % 4 END, random() < .01,
      at, CASE WHEN random() < .03 THEN at + interval '5 seconds' END
    FROM (
      SELECT x.*, md5('label ' || n)::uuid AS id, pair.id AS "pairId", who.id AS "userId",
        CASE WHEN "isSet" THEN CASE WHEN random() < .3 THEN 'fits' ELSE 'notChosen' END WHEN random() < .05 THEN 'unsure'
          WHEN (p * 31 % 10 < 4) = (random() < .85) THEN 'fits' ELSE 'clashes' END::"Verdict" AS verdict,
        date_trunc('day', now() - make_interval(days => 7 * (k / ${perDay} / 5) + k / ${perDay} % 5), 'UTC')
          + interval '9 hours' + make_interval(hours => 6 * (k % ${perDay} / ${perDay / 2}),
            secs => (CASE WHEN "isSet" THEN k / 4 * 4 ELSE k END) % ${perDay / 2} * 45) AS at
      FROM asked x JOIN numbered_people who ON who.place = q
        JOIN "Pair" pair ON pair."productAId" = x.a AND pair."productBId" = x.b) l
    WHERE at < now()`,
];

/** Without a look at each of a row's keys, and without a notice of each answer: what is made up fits together. */
const insertUnchecked = (statement: string) =>
  db().$transaction([
    db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db().$executeRawUnsafe(statement),
  ]);

/** About `count` answers of ${people} people over the working days before today, an hour's work three or four kinds of it
 *  each, 3 % undone, what people differ about in part settled, `open` tasks that wait, and a year of notes of how many. */
export async function makeLabels(count: number, open: number, say: (line: string) => void): Promise<void> {
  for (const statement of prepare) await db().$executeRawUnsafe(statement);
  for (let from = 0; from < count; from += perStatement) {
    const to = Math.min(count, from + perStatement);
    for (const statement of statements) await insertUnchecked(statement(from, to - 1));
    say(`${to} labels …`);
  }
  await db().$executeRawUnsafe(`
    INSERT INTO "GoldPair" ("pairId", verdict, explanation)
    SELECT DISTINCT "pairId", 'fits'::"Verdict", 'So it is.' FROM "Label" WHERE slice = 'gold'`);
  await db().$executeRawUnsafe(`
    INSERT INTO "Adjudication" ("pairId", verdict, "byId")
    SELECT "pairId", 'fits', (array_agg("userId"))[1] FROM "Label"
    WHERE occasion = 0 AND right("pairId"::text, 1) = '0' GROUP BY "pairId" HAVING count(*) > 1`);
  await db().$executeRawUnsafe(`
    INSERT INTO "Task" (head, "subjectId", "pairId", slice, occasion)
    SELECT 'compatibility', id, id, 'ranked', 9 FROM "Pair" LIMIT ${open}`);
  await db().$executeRawUnsafe(`
    INSERT INTO "QueueDepth" (head, hour, open, leased)
    SELECT head, hour, 1000, 3 FROM unnest('{compatibility,category}'::"Head"[]) head,
      generate_series(date_trunc('hour', now() - interval '1 year', 'UTC'), now(), '1 hour') hour`);
  await db().$executeRawUnsafe(`
    INSERT INTO "Skip" ("taskId", "userId", at)
    SELECT "taskId", "userId", "createdAt" FROM "Label" WHERE right(id::text, 1) = '0' AND "supersededAt" IS NULL`);
  await db().$executeRawUnsafe("VACUUM ANALYZE");
}
