-- CreateEnum
CREATE TYPE "FlagKind" AS ENUM ('category', 'attribute', 'photo', 'duplicate', 'report');

-- CreateEnum
CREATE TYPE "RuleMode" AS ENUM ('flag', 'fix');

-- AlterEnum
ALTER TYPE "Verdict" ADD VALUE 'notChosen';

-- DropForeignKey
ALTER TABLE "Fix" DROP CONSTRAINT "Fix_labelId_fkey";

-- DropForeignKey
ALTER TABLE "Flag" DROP CONSTRAINT "Flag_givenCategoryId_fkey";

-- DropForeignKey
ALTER TABLE "Flag" DROP CONSTRAINT "Flag_modelVersionId_fkey";

-- DropForeignKey
ALTER TABLE "Flag" DROP CONSTRAINT "Flag_proposedCategoryId_fkey";

-- AlterTable
ALTER TABLE "Fix" ADD COLUMN     "ruleId" UUID,
ALTER COLUMN "labelId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Flag" ADD COLUMN     "givenValues" JSONB,
ADD COLUMN     "kind" "FlagKind" NOT NULL DEFAULT 'category',
ADD COLUMN     "otherProductId" TEXT,
ADD COLUMN     "proposedValues" JSONB,
ADD COLUMN     "reportedByLabelId" UUID,
ALTER COLUMN "givenCategoryId" DROP NOT NULL,
ALTER COLUMN "proposedCategoryId" DROP NOT NULL,
ALTER COLUMN "modelVersionId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Label" ADD COLUMN     "batchId" UUID,
ADD COLUMN     "chosenValues" JSONB,
ADD COLUMN     "guideNumber" INTEGER,
ADD COLUMN     "revisesId" UUID,
ADD COLUMN     "ruleId" UUID,
ADD COLUMN     "setId" UUID,
ADD COLUMN     "setPosition" INTEGER;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "setId" UUID,
ADD COLUMN     "setPosition" INTEGER;

-- CreateTable
CREATE TABLE "CatalogueRule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "thenCategoryId" INTEGER NOT NULL,
    "mode" "RuleMode" NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneById" UUID,
    "undoneAt" TIMESTAMPTZ(6),

    CONSTRAINT "CatalogueRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuideVersion" (
    "head" "Head" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "markdown" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,

    CONSTRAINT "GuideVersion_pkey" PRIMARY KEY ("head","number")
);

-- CreateTable
CREATE TABLE "GoldPair" (
    "pairId" UUID NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT,
    "explanation" TEXT NOT NULL,
    "practiceAt" INTEGER,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(6),

    CONSTRAINT "GoldPair_pkey" PRIMARY KEY ("pairId")
);

-- CreateTable
CREATE TABLE "Practice" (
    "userId" UUID NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '[]',
    "startedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Practice_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Adjudication" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pairId" UUID NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "note" TEXT,
    "byId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "supersededAt" TIMESTAMPTZ(6),

    CONSTRAINT "Adjudication_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CatalogueRule_thenCategoryId_idx" ON "CatalogueRule"("thenCategoryId");

-- CreateIndex
CREATE INDEX "CatalogueRule_createdById_idx" ON "CatalogueRule"("createdById");

-- CreateIndex
CREATE INDEX "CatalogueRule_undoneById_idx" ON "CatalogueRule"("undoneById");

-- CreateIndex
CREATE INDEX "CatalogueRule_createdAt_idx" ON "CatalogueRule"("createdAt");

-- CreateIndex
CREATE INDEX "GuideVersion_byId_idx" ON "GuideVersion"("byId");

-- CreateIndex
CREATE INDEX "GoldPair_byId_idx" ON "GoldPair"("byId");

-- CreateIndex
CREATE INDEX "Adjudication_pairId_idx" ON "Adjudication"("pairId");

-- CreateIndex
CREATE INDEX "Adjudication_byId_idx" ON "Adjudication"("byId");

-- CreateIndex
CREATE INDEX "Fix_ruleId_idx" ON "Fix"("ruleId");

-- CreateIndex
CREATE INDEX "Flag_otherProductId_idx" ON "Flag"("otherProductId");

-- CreateIndex
CREATE INDEX "Flag_reportedByLabelId_idx" ON "Flag"("reportedByLabelId");

-- CreateIndex
CREATE UNIQUE INDEX "Label_revisesId_key" ON "Label"("revisesId");

-- CreateIndex
CREATE INDEX "Label_setId_idx" ON "Label"("setId");

-- CreateIndex
CREATE INDEX "Label_batchId_idx" ON "Label"("batchId");

-- CreateIndex
CREATE INDEX "Label_ruleId_idx" ON "Label"("ruleId");

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "CatalogueRule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_otherProductId_fkey" FOREIGN KEY ("otherProductId") REFERENCES "Product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_givenCategoryId_fkey" FOREIGN KEY ("givenCategoryId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_proposedCategoryId_fkey" FOREIGN KEY ("proposedCategoryId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_reportedByLabelId_fkey" FOREIGN KEY ("reportedByLabelId") REFERENCES "Label"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueRule" ADD CONSTRAINT "CatalogueRule_thenCategoryId_fkey" FOREIGN KEY ("thenCategoryId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueRule" ADD CONSTRAINT "CatalogueRule_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueRule" ADD CONSTRAINT "CatalogueRule_undoneById_fkey" FOREIGN KEY ("undoneById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "CatalogueRule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_revisesId_fkey" FOREIGN KEY ("revisesId") REFERENCES "Label"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuideVersion" ADD CONSTRAINT "GuideVersion_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoldPair" ADD CONSTRAINT "GoldPair_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoldPair" ADD CONSTRAINT "GoldPair_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Practice" ADD CONSTRAINT "Practice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Adjudication" ADD CONSTRAINT "Adjudication_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Adjudication" ADD CONSTRAINT "Adjudication_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema can't say.

ALTER TABLE "Flag" ADD CONSTRAINT "Flag_kind_check" CHECK (
  (kind = 'category') = ("givenCategoryId" IS NOT NULL AND "proposedCategoryId" IS NOT NULL)
  AND (kind <> 'attribute' OR "proposedValues" IS NOT NULL)
  AND (kind <> 'duplicate' OR "otherProductId" IS NOT NULL));
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_cause_check" CHECK (num_nonnulls("labelId", "ruleId") >= 1);
CREATE UNIQUE INDEX "Adjudication_one_standing_key" ON "Adjudication"("pairId") WHERE "supersededAt" IS NULL;
CREATE UNIQUE INDEX "GoldPair_practice_key" ON "GoldPair"("practiceAt") WHERE "practiceAt" IS NOT NULL AND "retiredAt" IS NULL;

-- The guide was a setting without versions.
INSERT INTO "GuideVersion" (head, number, title, markdown, "createdAt")
SELECT 'compatibility', 1, value->>'title', value->>'markdown', "updatedAt" FROM "Setting" WHERE key = 'guide';
DELETE FROM "Setting" WHERE key = 'guide';
