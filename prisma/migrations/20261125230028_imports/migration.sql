-- CreateEnum
CREATE TYPE "OutfitKind" AS ENUM ('curated', 'imported');

-- CreateEnum
CREATE TYPE "ImportFormat" AS ENUM ('csv', 'xlsx', 'jsonl', 'json');

-- CreateEnum
CREATE TYPE "ImportJobStatus" AS ENUM ('draft', 'checking', 'checked', 'applying', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "SourceOutcome" AS ENUM ('delivered', 'other');

-- CreateEnum
CREATE TYPE "BehaviourKind" AS ENUM ('nextClick', 'basket', 'session');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ImportKind" ADD VALUE 'stock';
ALTER TYPE "ImportKind" ADD VALUE 'judgedPairs';
ALTER TYPE "ImportKind" ADD VALUE 'behaviourPairs';

-- AlterEnum
ALTER TYPE "ImportStatus" ADD VALUE 'cancelled';

-- AlterTable
ALTER TABLE "Fix" ADD COLUMN     "deliveredAt" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "Import" ADD COLUMN     "brokenPhotos" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "contested" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "delisted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "delivered" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source" TEXT;

-- AlterTable
ALTER TABLE "Outfit" ADD COLUMN     "kind" "OutfitKind" NOT NULL DEFAULT 'curated';

-- CreateTable
CREATE TABLE "ImportJob" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "ImportKind" NOT NULL,
    "fileName" TEXT NOT NULL,
    "format" "ImportFormat" NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "status" "ImportJobStatus" NOT NULL DEFAULT 'draft',
    "plan" JSONB,
    "progress" JSONB,
    "doneRows" INTEGER NOT NULL DEFAULT 0,
    "doneCounts" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "importId" UUID,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(6),
    "heartbeatAt" TIMESTAMPTZ(6),
    "cancelAskedAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ImportJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NamedMapping" (
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "byId" UUID,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NamedMapping_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "SourceChange" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "importId" UUID NOT NULL,
    "productId" TEXT NOT NULL,
    "attribute" TEXT NOT NULL,
    "corrected" JSONB NOT NULL,
    "source" JSONB NOT NULL,
    "outcome" "SourceOutcome" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SourceChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedJudgement" (
    "source" TEXT NOT NULL,
    "productAId" TEXT NOT NULL,
    "productBId" TEXT NOT NULL,
    "fits" DOUBLE PRECISION NOT NULL,
    "answers" INTEGER NOT NULL,
    "importId" UUID NOT NULL,

    CONSTRAINT "ImportedJudgement_pkey" PRIMARY KEY ("source","productAId","productBId")
);

-- CreateTable
CREATE TABLE "BehaviourPair" (
    "source" TEXT NOT NULL,
    "kind" "BehaviourKind" NOT NULL,
    "productAId" TEXT NOT NULL,
    "productBId" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "importId" UUID NOT NULL,

    CONSTRAINT "BehaviourPair_pkey" PRIMARY KEY ("source","kind","productAId","productBId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportJob_importId_key" ON "ImportJob"("importId");

-- CreateIndex
CREATE INDEX "ImportJob_createdAt_idx" ON "ImportJob"("createdAt");

-- CreateIndex
CREATE INDEX "ImportJob_byId_idx" ON "ImportJob"("byId");

-- CreateIndex
CREATE INDEX "NamedMapping_byId_idx" ON "NamedMapping"("byId");

-- CreateIndex
CREATE INDEX "SourceChange_importId_idx" ON "SourceChange"("importId");

-- CreateIndex
CREATE INDEX "SourceChange_productId_idx" ON "SourceChange"("productId");

-- CreateIndex
CREATE INDEX "ImportedJudgement_productAId_idx" ON "ImportedJudgement"("productAId");

-- CreateIndex
CREATE INDEX "ImportedJudgement_productBId_idx" ON "ImportedJudgement"("productBId");

-- CreateIndex
CREATE INDEX "ImportedJudgement_importId_idx" ON "ImportedJudgement"("importId");

-- CreateIndex
CREATE INDEX "BehaviourPair_productAId_idx" ON "BehaviourPair"("productAId");

-- CreateIndex
CREATE INDEX "BehaviourPair_productBId_idx" ON "BehaviourPair"("productBId");

-- CreateIndex
CREATE INDEX "BehaviourPair_importId_idx" ON "BehaviourPair"("importId");

-- CreateIndex
CREATE INDEX "Import_byId_idx" ON "Import"("byId");

-- AddForeignKey
ALTER TABLE "ImportJob" ADD CONSTRAINT "ImportJob_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportJob" ADD CONSTRAINT "ImportJob_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NamedMapping" ADD CONSTRAINT "NamedMapping_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceChange" ADD CONSTRAINT "SourceChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceChange" ADD CONSTRAINT "SourceChange_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedJudgement" ADD CONSTRAINT "ImportedJudgement_productAId_fkey" FOREIGN KEY ("productAId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedJudgement" ADD CONSTRAINT "ImportedJudgement_productBId_fkey" FOREIGN KEY ("productBId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedJudgement" ADD CONSTRAINT "ImportedJudgement_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BehaviourPair" ADD CONSTRAINT "BehaviourPair_productAId_fkey" FOREIGN KEY ("productAId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BehaviourPair" ADD CONSTRAINT "BehaviourPair_productBId_fkey" FOREIGN KEY ("productBId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BehaviourPair" ADD CONSTRAINT "BehaviourPair_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here on: a pair is unordered.
ALTER TABLE "ImportedJudgement" ADD CONSTRAINT "ImportedJudgement_unordered_check" CHECK ("productAId" < "productBId"),
  ADD CONSTRAINT "ImportedJudgement_share_check" CHECK (fits BETWEEN 0 AND 1 AND answers > 0);
ALTER TABLE "BehaviourPair" ADD CONSTRAINT "BehaviourPair_unordered_check" CHECK ("productAId" < "productBId"),
  ADD CONSTRAINT "BehaviourPair_count_check" CHECK (count > 0);
