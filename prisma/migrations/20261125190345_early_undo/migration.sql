-- CreateTable
CREATE TABLE "EarlyUndo" (
    "labelId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EarlyUndo_pkey" PRIMARY KEY ("labelId","userId")
);

-- CreateIndex
CREATE INDEX "EarlyUndo_userId_idx" ON "EarlyUndo"("userId");

-- AddForeignKey
ALTER TABLE "EarlyUndo" ADD CONSTRAINT "EarlyUndo_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of one person's answers to one subject on one occasion a single one stands, late or not: the index alone decides when
-- two arrive at once. A late one beside another was possible until now; the earlier answer wins, as it does at the door.
UPDATE "Label" l SET "supersededAt" = now()
WHERE l."supersededAt" IS NULL AND l."isLate" AND EXISTS (
  SELECT 1 FROM "Label" o
  WHERE o."subjectId" = l."subjectId" AND o."userId" = l."userId" AND o.occasion = l.occasion AND o.id <> l.id
    AND o."supersededAt" IS NULL AND (NOT o."isLate" OR (o."createdAt", o.id) < (l."createdAt", l.id)));
DROP INDEX "Label_one_per_person_key";
CREATE UNIQUE INDEX "Label_one_per_person_key" ON "Label"("subjectId", "userId", occasion) WHERE "supersededAt" IS NULL;
