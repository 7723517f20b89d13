import { db } from "@/lib/db";
import { makeModelVersion } from "@/tests/support/factories";

const perStatement = 10_000;

/* Values by a hash of the product's number, so that they do not go together with the order of the numbers. `draw(n, salt)`
   is 0 … n − 1, skewed to the first ones as real catalogues are. */
const prepare = [
  `CREATE FUNCTION draw(n int, i int, salt text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
     SELECT floor(n * power((('x' || left(md5(salt || i), 7))::bit(28)::int)::float8 / 268435456, 1.7))::int $$`,
  `CREATE FUNCTION pick(list text, i int, salt text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT (string_to_array(list, ' '))[1 + draw(array_length(string_to_array(list, ' '), 1), i, salt)] $$`,
  `INSERT INTO "Category" (level, name) SELECT 0, n FROM unnest('{Women,Men,Kids,Home}'::text[]) n`,
  `INSERT INTO "Category" (level, name, "isTarget", "parentId")
     SELECT 1, initcap(g.name) || ' ' || d.name, true, d.id
     FROM "Category" d CROSS JOIN unnest(string_to_array('dresses skirts trousers jeans shirts blouses jumpers cardigans coats jackets shoes bags', ' ')) g(name)
     WHERE d.level = 0`,
  `INSERT INTO "Setting" (key, value) VALUES ('catalogue.columns', '{
     "attributes": [{"name":"colour","label":"Colour"},{"name":"fabric","label":"Fabric"},{"name":"pattern","label":"Pattern"},
       {"name":"fit","label":"Fit"},{"name":"length","label":"Length"},{"name":"neck","label":"Neckline"},
       {"name":"occasion","label":"Occasion"},{"name":"shade","label":"Shade"},{"name":"line","label":"Line"}],
     "taxonomy": [{"label":"Division","target":false},{"label":"Family","target":true}]}')`,
];

const colours =
  "black white navy beige red grey blue green brown pink khaki ecru yellow orange burgundy purple silver gold";
const fabrics =
  "cotton polyester viscose linen wool denim leather silk cashmere modal lyocell acrylic nylon suede velvet tweed";
const styles =
  "relaxed tailored cropped oversized pleated ribbed quilted belted embroidered printed striped textured draped";

const insert = (from: number, to: number) => `
  INSERT INTO "Product" (id, "groupId", "isHoldout", title, description, season, price, currency, stock, "sourceCategoryId",
    "sourceValues", "delistedAt")
  SELECT (10000000 + i)::text || '-' || lpad(draw(99, i, 'id')::text, 2, '0'), (10000000 + i / 3)::text, false,
    initcap(pick('${styles}', i, 'style')) || ' ' || pick('${fabrics}', i, 'fabric') || ' ' || lower(split_part(c.name, ' ', 1)),
    'A ' || pick('${styles}', i, 'style') || ' piece in ' || pick('${colours}', i, 'colour') || ' ' || pick('${fabrics}', i, 'fabric')
      || ' with ' || pick('buttons zip hook ties pockets cuffs darts lining vents', i, 'd1') || ' and '
      || pick('collar hood yoke waistband placket flounce hem strap', i, 'd2') || ', designed in ' || pick('Barcelona Milan Porto Lyon', i, 'd3') || '.',
    (2019 + draw(8, i, 'season'))::text, 9.95 + draw(200, i, 'price'), 'EUR', draw(60, i, 'stock') - 4, c.id,
    jsonb_build_object('colour', jsonb_build_array(pick('${colours}', i, 'colour')), 'fabric', jsonb_build_array(pick('${fabrics}', i, 'fabric')),
      'pattern', jsonb_build_array(pick('plain striped floral checked dotted animal geometric', i, 'pattern')),
      'fit', jsonb_build_array(pick('regular slim relaxed oversized', i, 'fit')),
      'length', jsonb_build_array(pick('short midi long maxi', i, 'length')), 'neck', jsonb_build_array(pick('round V high boat square none', i, 'neck')),
      'occasion', jsonb_build_array(pick('casual work party sport beach ceremony', i, 'o1'), pick('day evening travel', i, 'o2')),
      'shade', jsonb_build_array('shade ' || draw(180, i, 'shade')), 'line', jsonb_build_array(pick('core premium essentials', i, 'line'))),
    CASE WHEN i % 50 = 0 THEN now() END
  FROM generate_series(${from}, ${to}) i
  JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place FROM "Category" WHERE "isTarget") c ON c.place = draw(48, i, 'category')`;

/** `count` products with eight attributes, description and photo row, as an import would have left them; 2 % delisted, 1 %
 *  flagged, 1 % corrected, 1 % without a photo; outfits over a tenth of them. → seconds that it took. */
export async function makeProducts(count: number, say: (line: string) => void): Promise<number> {
  for (const statement of prepare) await db().$executeRawUnsafe(statement);
  const began = performance.now();
  for (let from = 1; from <= count; from += perStatement) {
    await db().$executeRawUnsafe(insert(from, Math.min(count, from + perStatement - 1)));
    if (from % 50_000 === 1) say(`${from - 1} products …`);
  }
  const seconds = (performance.now() - began) / 1_000;
  await db().$executeRawUnsafe(`
    INSERT INTO "Photo" ("productId", position, "fileName", sha256, width, height)
    SELECT id, n, 'photo.jpg', md5(id || n) || md5(id), 600, 800 FROM "Product", generate_series(0, 1) n
    WHERE left(md5(id), 2) > '02'`);
  return seconds;
}

/** What hangs on products: outfits, flags, corrections, judged pairs and partners. */
export async function makeTies(): Promise<void> {
  const statements = [
    `INSERT INTO "Outfit" (source, "externalId") SELECT 'bench', i::text FROM generate_series(1, 20000) i`,
    `CREATE TABLE numbered AS SELECT id, row_number() OVER (ORDER BY md5(id)) AS place FROM "Product"`,
    `CREATE UNIQUE INDEX ON numbered (place)`,
    `INSERT INTO "OutfitItem" ("outfitId", "productId", position)
       SELECT o.id, n.id, k FROM "Outfit" o CROSS JOIN generate_series(0, 3) k
       JOIN numbered n ON n.place = 1 + (o."externalId"::int * 7 + k * 1009) % 30000 ON CONFLICT DO NOTHING`,
    `INSERT INTO "Flag" ("productId", "givenCategoryId", "proposedCategoryId", "proposedProbability", "givenProbability", score, evidence, "isHoldout")
       SELECT p.id, p."categoryId", c.id, .8, .1, .9, '{}', false FROM numbered n JOIN "Product" p USING (id)
       CROSS JOIN (SELECT max(id) AS id FROM "Category") c WHERE n.place <= (SELECT count(*) / 100 FROM numbered)`,
    `UPDATE "Product" SET "correctedCategoryId" = (SELECT min(id) FROM "Category" WHERE "isTarget")
       WHERE id IN (SELECT id FROM numbered WHERE place % 100 = 7)`,
    `INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
       SELECT least(a.id, b.id), greatest(a.id, b.id), 'uniform', false
       FROM numbered a JOIN numbered b ON b.place = a.place + 1 WHERE a.place <= 100000 ON CONFLICT DO NOTHING`,
  ];
  for (const statement of statements) await db().$executeRawUnsafe(statement);
  await makeRelated();
  await db().$executeRawUnsafe("VACUUM ANALYZE");
}

const related = 3_000;

/** Partners of the first products by chance, and a version that serves. */
async function makeRelated(): Promise<void> {
  const version = await makeModelVersion("compatibility");
  await db().champion.create({ data: { head: "compatibility", versionId: version.id } });
  const others = (count: number, step: number) => `
    (SELECT array_agg(o.id ORDER BY o.place) FROM numbered o WHERE o.place BETWEEN n.place + ${step} AND n.place + ${step + count - 1})`;
  await db().$executeRawUnsafe(`
    INSERT INTO "ProductPartners" ("productId", "modelVersionId", "otherIds", scores)
    SELECT n.id, '${version.id}', ${others(12, 100)}, array_fill(.8::float8, ARRAY[12]) FROM numbered n WHERE n.place <= ${related}`);
}

/** Products with everything on their page, spread over the catalogue. */
export async function someProducts(count: number): Promise<string[]> {
  const rows = await db().$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM numbered WHERE place <= ${related} ORDER BY place LIMIT ${count}`,
  );
  return rows.map(({ id }) => id);
}
