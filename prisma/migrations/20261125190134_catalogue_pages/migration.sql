-- For a search that forgives typos. Trusted: whoever may create in the database may add it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "CatalogueEntry" (
    "productId" TEXT NOT NULL,
    "isDelisted" BOOLEAN NOT NULL,
    "terms" TEXT[],
    "names" tsvector NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "CatalogueEntry_pkey" PRIMARY KEY ("productId")
);

-- CreateTable
CREATE TABLE "CatalogueWord" (
    "word" TEXT NOT NULL,

    CONSTRAINT "CatalogueWord_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "PhotolessProduct" (
    "productId" TEXT NOT NULL,

    CONSTRAINT "PhotolessProduct_pkey" PRIMARY KEY ("productId")
);

-- CreateTable
CREATE TABLE "ProductLookAlikes" (
    "productId" TEXT NOT NULL,
    "encoderId" UUID NOT NULL,
    "otherIds" TEXT[],
    "cosines" DOUBLE PRECISION[],

    CONSTRAINT "ProductLookAlikes_pkey" PRIMARY KEY ("productId")
);

-- CreateTable
CREATE TABLE "ProductPartners" (
    "productId" TEXT NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "otherIds" TEXT[],
    "scores" DOUBLE PRECISION[],

    CONSTRAINT "ProductPartners_pkey" PRIMARY KEY ("productId")
);

-- CreateIndex
CREATE INDEX "CatalogueEntry_isDelisted_productId_idx" ON "CatalogueEntry"("isDelisted", "productId");

-- CreateIndex
CREATE INDEX "CatalogueEntry_terms_idx" ON "CatalogueEntry" USING GIN ("terms");

-- CreateIndex
CREATE INDEX "CatalogueEntry_names_idx" ON "CatalogueEntry" USING GIN ("names");

-- CreateIndex
CREATE INDEX "CatalogueEntry_words_idx" ON "CatalogueEntry" USING GIN ("words");

-- CreateIndex
CREATE INDEX "CatalogueWord_word_idx" ON "CatalogueWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ProductLookAlikes_encoderId_idx" ON "ProductLookAlikes"("encoderId");

-- CreateIndex
CREATE INDEX "ProductPartners_modelVersionId_idx" ON "ProductPartners"("modelVersionId");

-- AddForeignKey
ALTER TABLE "CatalogueEntry" ADD CONSTRAINT "CatalogueEntry_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhotolessProduct" ADD CONSTRAINT "PhotolessProduct_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductLookAlikes" ADD CONSTRAINT "ProductLookAlikes_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductLookAlikes" ADD CONSTRAINT "ProductLookAlikes_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductPartners" ADD CONSTRAINT "ProductPartners_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductPartners" ADD CONSTRAINT "ProductPartners_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on. (The extension's line stands at the top.)

-- Counting reads many rows and needs their terms alone: words go out of line, rows stay narrow. A short pending list
-- keeps a search quick while an import runs.
ALTER TABLE "CatalogueEntry" SET (toast_tuple_target = 512);
ALTER TABLE "CatalogueEntry" ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER INDEX "CatalogueEntry_terms_idx" SET (gin_pending_list_limit = 512);
ALTER INDEX "CatalogueEntry_names_idx" SET (gin_pending_list_limit = 512);
ALTER INDEX "CatalogueEntry_words_idx" SET (gin_pending_list_limit = 512);

-- Lower case, without accents, words apart: lib/catalogue/browse/rules.ts does the same to what is typed.
CREATE FUNCTION catalogue_text(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(regexp_replace(normalize(coalesce(said, ''), NFKD), '[\u0300-\u036f]', '', 'g')),
    '[^[:alnum:]]+', ' ', 'g')
$$;

-- Writes the entries of these products as they stand now (terms: c category, b below it, s season, k stock, a attribute,
-- x corrected, ~ one of 128 random parts; short, for counting reads them by the thousand); one that says the same already is left alone. Everything is
-- cut to what an index can hold: a field may be as long as its file.
CREATE FUNCTION catalogue_refresh(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
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
    RETURNING "productId")
  -- In one order for everyone, so that two imports never wait for each other in a ring.
  INSERT INTO "CatalogueWord" (word)
  SELECT DISTINCT w.word FROM made JOIN written ON written."productId" = made.id
    CROSS JOIN unnest(tsvector_to_array(made.names || made.told)) AS w(word)
  WHERE length(w.word) BETWEEN 3 AND 40 AND w.word ~ '^[[:alpha:]]+$'
    AND NOT EXISTS (SELECT 1 FROM "CatalogueWord" known WHERE known.word = w.word)
  ORDER BY 1 ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION catalogue_products_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "PhotolessProduct" ("productId") SELECT id FROM added ON CONFLICT DO NOTHING;
  PERFORM catalogue_refresh(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;
CREATE TRIGGER "Product_added" AFTER INSERT ON "Product" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_products_added();

-- A daily feed that moves stock from 5 to 4 changes nothing here.
CREATE FUNCTION catalogue_products_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed text[] := ARRAY(
  SELECT n.id FROM changed_to n JOIN changed_from o USING (id)
  WHERE (n.title, n.description, n.season, n.stock > 0, n."categoryId", n."correctedCategoryId", n."sourceSubcategories",
      n."values", n."correctedValues", n."delistedAt" IS NULL)
    IS DISTINCT FROM (o.title, o.description, o.season, o.stock > 0, o."categoryId", o."correctedCategoryId",
      o."sourceSubcategories", o."values", o."correctedValues", o."delistedAt" IS NULL));
BEGIN
  IF cardinality(changed) > 0 THEN PERFORM catalogue_refresh(changed); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Product_changed" AFTER UPDATE ON "Product" REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_products_changed();

CREATE FUNCTION catalogue_photos_refresh(ids text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "PhotolessProduct" l WHERE l."productId" = ANY (ids) AND EXISTS (
    SELECT 1 FROM "Photo" f WHERE f."productId" = l."productId" AND f.sha256 IS NOT NULL AND f."brokenReason" IS NULL);
  INSERT INTO "PhotolessProduct" ("productId")
  SELECT p.id FROM "Product" p WHERE p.id = ANY (ids) AND NOT EXISTS (
    SELECT 1 FROM "Photo" f WHERE f."productId" = p.id AND f.sha256 IS NOT NULL AND f."brokenReason" IS NULL)
  ON CONFLICT DO NOTHING;
$$;

CREATE FUNCTION catalogue_photos_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM catalogue_photos_refresh(ARRAY(SELECT DISTINCT "productId" FROM touched));
  RETURN NULL;
END $$;
CREATE TRIGGER "Photo_added" AFTER INSERT ON "Photo" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_photos_changed();
CREATE TRIGGER "Photo_changed" AFTER UPDATE ON "Photo" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_photos_changed();
CREATE TRIGGER "Photo_removed" AFTER DELETE ON "Photo" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_photos_changed();

-- What is in the catalogue already.
INSERT INTO "PhotolessProduct" ("productId") SELECT id FROM "Product";
SELECT catalogue_photos_refresh(ARRAY(SELECT id FROM "Product"));
SELECT catalogue_refresh(ARRAY(SELECT id FROM "Product"));
