-- CreateTable
CREATE TABLE "CatalogueLexeme" (
    "word" TEXT NOT NULL,

    CONSTRAINT "CatalogueLexeme_pkey" PRIMARY KEY ("word")
);

-- Written by hand from here on.

-- A beginning is a range of the index only where words stand by their bytes.
ALTER TABLE "CatalogueLexeme" ALTER COLUMN word TYPE TEXT COLLATE "C";

-- As before, with every word that begins with a letter noted. Those that begin with a digit are numbers of products, as
-- many as these; few begin alike, so the index is quick with their beginnings.
CREATE OR REPLACE FUNCTION catalogue_refresh(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH made AS MATERIALIZED (
    SELECT p.id, p."delistedAt" IS NOT NULL AS gone,
      array_remove(ARRAY[
        'c:' || p."categoryId",
        's:' || left(p.season, 200),
        CASE WHEN p.stock > 0 THEN 'k:in' WHEN p.stock <= 0 THEN 'k:out' END,
        CASE WHEN p."correctedCategoryId" IS NOT NULL OR p."correctedValues" <> '{}' THEN 'x' END,
        '~' || get_byte(sha256(convert_to(p.id, 'UTF8')), 0) % 128], NULL)
      || held.terms || below.terms AS terms,
      strip(to_tsvector('simple', catalogue_text(
        concat_ws(' ', left(p.title, 1000), left(p.id, 200), c.name, below.said)))) AS names,
      strip(to_tsvector('simple', catalogue_text(left(concat_ws(' ', p.season, held.said), 20000)))) AS told,
      strip(to_tsvector('simple', catalogue_text(left(p.description, 20000)))) AS described
    FROM "Product" p LEFT JOIN "Category" c ON c.id = p."categoryId"
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(DISTINCT 'a:' || left(a.key, 200) || '=' || left(v.value, 200)), '{}') AS terms,
        string_agg(left(v.value, 200), ' ') AS said
      FROM jsonb_each(p."values") a
      CROSS JOIN jsonb_array_elements_text(CASE jsonb_typeof(a.value) WHEN 'array' THEN a.value ELSE '[]' END) v) held
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg('b:' || s.key || '=' || left(s.value, 200)), '{}') AS terms,
        string_agg(left(s.value, 200), ' ') AS said
      FROM jsonb_each_text(p."sourceSubcategories") s
      WHERE p."correctedCategoryId" IS NULL AND s.value IS NOT NULL) below
    WHERE p.id = ANY (ids)),
  written AS (
    INSERT INTO "CatalogueEntry" AS e ("productId", "isDelisted", terms, names, words)
    SELECT id, gone, terms, names, names || told || described FROM made
    ON CONFLICT ("productId") DO UPDATE SET "isDelisted" = excluded."isDelisted", terms = excluded.terms,
      names = excluded.names, words = excluded.words
    WHERE (e."isDelisted", e.terms, e.names, e.words)
      IS DISTINCT FROM (excluded."isDelisted", excluded.terms, excluded.names, excluded.words)
    RETURNING "productId"),
  said AS MATERIALIZED (
    SELECT w.word, bool_or(w."isNamed") AS "isNamed"
    FROM made JOIN written ON written."productId" = made.id
    CROSS JOIN LATERAL (
      SELECT unnest(tsvector_to_array(made.names || made.told)) AS word, true AS "isNamed"
      UNION ALL SELECT unnest(tsvector_to_array(made.described)), false) w
    GROUP BY w.word),
  -- In one order for everyone, so that two imports never wait for each other in a ring.
  lexemes AS (
    INSERT INTO "CatalogueLexeme" (word)
    SELECT said.word FROM said WHERE said.word ~ '^[[:alpha:]]'
      AND NOT EXISTS (SELECT 1 FROM "CatalogueLexeme" known WHERE known.word = said.word)
    ORDER BY 1 ON CONFLICT DO NOTHING)
  INSERT INTO "CatalogueWord" (word)
  SELECT said.word FROM said
  WHERE said."isNamed" AND length(said.word) BETWEEN 3 AND 40 AND said.word ~ '^[[:alpha:]]+$'
    AND NOT EXISTS (SELECT 1 FROM "CatalogueWord" known WHERE known.word = said.word)
  ORDER BY 1 ON CONFLICT DO NOTHING;
END $$;

-- What is in the catalogue already.
INSERT INTO "CatalogueLexeme" (word)
SELECT word FROM (SELECT unnest(tsvector_to_array(words)) AS word FROM "CatalogueEntry") w
GROUP BY word HAVING word ~ '^[[:alpha:]]';
