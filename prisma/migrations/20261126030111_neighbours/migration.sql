-- DropForeignKey
ALTER TABLE "ProductLookAlikes" DROP CONSTRAINT "ProductLookAlikes_encoderId_fkey";

-- DropForeignKey
ALTER TABLE "ProductLookAlikes" DROP CONSTRAINT "ProductLookAlikes_productId_fkey";

-- DropTable
DROP TABLE "ProductLookAlikes";

-- CreateTable
CREATE TABLE "NeighbourChange" (
    "id" BIGSERIAL NOT NULL,
    "productId" TEXT NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NeighbourChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NeighbourChange_xid_idx" ON "NeighbourChange"("xid");

-- CreateIndex
CREATE INDEX "NeighbourChange_at_idx" ON "NeighbourChange"("at");

-- Written by hand from here on.

-- Of photos only those count that the live encoder has embedded: while it has not, the product is in no index, and its
-- vectors report themselves when they come. Before there is a live encoder nothing is noted.
CREATE FUNCTION neighbours_photos_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId")
  SELECT DISTINCT t."productId" FROM touched t JOIN "PhotoEmbedding" e ON e.sha256 = t.sha256
  WHERE e."encoderId" = (SELECT "encoderId" FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "Photo_added_neighbours" AFTER INSERT ON "Photo" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_photos_changed();
CREATE TRIGGER "Photo_removed_neighbours" AFTER DELETE ON "Photo" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_photos_changed();
CREATE FUNCTION neighbours_photos_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId")
  SELECT DISTINCT n."productId" FROM changed_to n JOIN changed_from o USING (id)
  WHERE (n.sha256, n."brokenReason" IS NULL, n.position) IS DISTINCT FROM (o.sha256, o."brokenReason" IS NULL, o.position)
    AND EXISTS (SELECT 1 FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "Photo_changed_neighbours" AFTER UPDATE ON "Photo" REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_photos_moved();

CREATE FUNCTION neighbours_embedded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId")
  SELECT DISTINCT p."productId" FROM touched t JOIN "Photo" p ON p.sha256 = t.sha256
  WHERE t."encoderId" = (SELECT "encoderId" FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "PhotoEmbedding_added_neighbours" AFTER INSERT ON "PhotoEmbedding" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_embedded();

-- Terms and delisting come through the entry, which is rewritten only when it says something else.
CREATE FUNCTION neighbours_entries_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId")
  SELECT n."productId" FROM changed_to n JOIN changed_from o USING ("productId")
  WHERE (n.terms, n."isDelisted") IS DISTINCT FROM (o.terms, o."isDelisted") AND EXISTS (SELECT 1 FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "CatalogueEntry_changed_neighbours" AFTER UPDATE ON "CatalogueEntry"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_entries_changed();

CREATE FUNCTION neighbours_products_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId")
  SELECT n.id FROM changed_to n JOIN changed_from o USING (id)
  WHERE (n.price, n."groupId") IS DISTINCT FROM (o.price, o."groupId") AND EXISTS (SELECT 1 FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "Product_changed_neighbours" AFTER UPDATE ON "Product"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_products_changed();
CREATE FUNCTION neighbours_products_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NeighbourChange" ("productId") SELECT id FROM removed WHERE EXISTS (SELECT 1 FROM "LiveEncoder");
  RETURN NULL;
END $$;
CREATE TRIGGER "Product_removed_neighbours" AFTER DELETE ON "Product" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION neighbours_products_removed();
