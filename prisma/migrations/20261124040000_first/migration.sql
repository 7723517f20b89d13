-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('user', 'job', 'commandLine');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('catalogue', 'outfits');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('running', 'finished', 'failed');

-- CreateEnum
CREATE TYPE "FlagStatus" AS ENUM ('open', 'settled', 'withdrawn');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('fits', 'clashes', 'unsure', 'keep', 'take', 'other', 'ambiguous', 'undecidable');

-- CreateEnum
CREATE TYPE "Head" AS ENUM ('compatibility', 'category');

-- CreateEnum
CREATE TYPE "PairOrigin" AS ENUM ('outfitNeighbour', 'topPartner', 'uniform');

-- CreateEnum
CREATE TYPE "Slice" AS ENUM ('ranked', 'uniform', 'repeat', 'gold');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('stylist', 'reviewer', 'manager', 'admin');

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Category" (
    "id" SERIAL NOT NULL,
    "level" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" INTEGER,
    "isTarget" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "isHoldout" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "season" TEXT,
    "price" DECIMAL(12,2),
    "currency" TEXT,
    "stock" INTEGER,
    "sourceCategoryId" INTEGER,
    "correctedCategoryId" INTEGER,
    "categoryId" INTEGER,
    "sourceSubcategories" JSONB NOT NULL DEFAULT '{}',
    "sourceValues" JSONB NOT NULL DEFAULT '{}',
    "correctedValues" JSONB NOT NULL DEFAULT '{}',
    "values" JSONB NOT NULL,
    "importId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delistedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Photo" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "brokenReason" TEXT,

    CONSTRAINT "Photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fix" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" TEXT NOT NULL,
    "attribute" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "labelId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revertedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Fix_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outfit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Outfit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutfitItem" (
    "outfitId" UUID NOT NULL,
    "productId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "OutfitItem_pkey" PRIMARY KEY ("outfitId","productId")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "ImportKind" NOT NULL,
    "fileName" TEXT NOT NULL,
    "mapping" JSONB,
    "status" "ImportStatus" NOT NULL DEFAULT 'running',
    "rows" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "startedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(6),
    "byId" UUID,

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Encoder" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Encoder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveEncoder" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "encoderId" UUID NOT NULL,

    CONSTRAINT "LiveEncoder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PhotoEmbedding" (
    "encoderId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "PhotoEmbedding_pkey" PRIMARY KEY ("encoderId","sha256")
);

-- CreateTable
CREATE TABLE "Flag" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" TEXT NOT NULL,
    "attribute" TEXT NOT NULL DEFAULT 'category',
    "givenCategoryId" INTEGER NOT NULL,
    "proposedCategoryId" INTEGER NOT NULL,
    "proposedProbability" DOUBLE PRECISION NOT NULL,
    "givenProbability" DOUBLE PRECISION NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "evidence" JSONB NOT NULL,
    "status" "FlagStatus" NOT NULL DEFAULT 'open',
    "isHoldout" BOOLEAN NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(6),

    CONSTRAINT "Flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Label" (
    "id" UUID NOT NULL,
    "head" "Head" NOT NULL,
    "taskId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "pairId" UUID,
    "flagId" UUID,
    "userId" UUID NOT NULL,
    "occasion" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "chosenCategoryId" INTEGER,
    "shownSwapped" BOOLEAN NOT NULL DEFAULT false,
    "elapsedMs" INTEGER NOT NULL,
    "slice" "Slice" NOT NULL,
    "propensity" DOUBLE PRECISION,
    "rankingId" UUID,
    "rank" INTEGER,
    "estimate" DOUBLE PRECISION,
    "uncertainty" DOUBLE PRECISION,
    "isLate" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "supersededAt" TIMESTAMPTZ(6),

    CONSTRAINT "Label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelVersion" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "number" INTEGER NOT NULL,
    "parentId" UUID,
    "runId" UUID NOT NULL,
    "snapshotId" UUID NOT NULL,
    "encoderId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "backend" TEXT NOT NULL,
    "codeVersion" TEXT NOT NULL,
    "metrics" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelWeights" (
    "versionId" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "ModelWeights_pkey" PRIMARY KEY ("versionId")
);

-- CreateTable
CREATE TABLE "Champion" (
    "head" "Head" NOT NULL,
    "versionId" UUID NOT NULL,

    CONSTRAINT "Champion_pkey" PRIMARY KEY ("head")
);

-- CreateTable
CREATE TABLE "Promotion" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "versionId" UUID NOT NULL,
    "byId" UUID,
    "reason" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pair" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productAId" TEXT NOT NULL,
    "productBId" TEXT NOT NULL,
    "origin" "PairOrigin" NOT NULL,
    "isHoldout" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "subjectId" UUID NOT NULL,
    "pairId" UUID,
    "flagId" UUID,
    "slot" INTEGER NOT NULL DEFAULT 0,
    "occasion" INTEGER NOT NULL DEFAULT 0,
    "slice" "Slice" NOT NULL,
    "propensity" DOUBLE PRECISION,
    "forUserId" UUID,
    "notBefore" TIMESTAMPTZ(6),
    "leasedById" UUID,
    "leaseToken" UUID,
    "leasedUntil" TIMESTAMPTZ(6),
    "doneAt" TIMESTAMPTZ(6),
    "withdrawnAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskSkip" (
    "taskId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "TaskSkip_pkey" PRIMARY KEY ("taskId","userId")
);

-- CreateTable
CREATE TABLE "Ranking" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "modelVersionId" UUID,
    "policy" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Ranking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveRanking" (
    "head" "Head" NOT NULL,
    "rankingId" UUID NOT NULL,

    CONSTRAINT "LiveRanking_pkey" PRIMARY KEY ("head")
);

-- CreateTable
CREATE TABLE "RankEntry" (
    "rankingId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "estimate" DOUBLE PRECISION,
    "uncertainty" DOUBLE PRECISION,

    CONSTRAINT "RankEntry_pkey" PRIMARY KEY ("rankingId","taskId")
);

-- CreateTable
CREATE TABLE "DatasetSnapshot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "encoderId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "counts" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DatasetSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "head" "Head" NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "phase" TEXT,
    "progress" JSONB,
    "curve" JSONB NOT NULL DEFAULT '[]',
    "seed" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "startedById" UUID,
    "snapshotId" UUID,
    "promoteWhenDone" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(6),
    "heartbeatAt" TIMESTAMPTZ(6),
    "cancelAskedAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(6),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_subjectId_idx" ON "AuditEntry"("subject", "subjectId");

-- CreateIndex
CREATE INDEX "Category_parentId_idx" ON "Category"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Category_level_name_key" ON "Category"("level", "name");

-- CreateIndex
CREATE INDEX "Product_groupId_idx" ON "Product"("groupId");

-- CreateIndex
CREATE INDEX "Product_categoryId_id_idx" ON "Product"("categoryId", "id");

-- CreateIndex
CREATE INDEX "Product_sourceCategoryId_idx" ON "Product"("sourceCategoryId");

-- CreateIndex
CREATE INDEX "Product_correctedCategoryId_idx" ON "Product"("correctedCategoryId");

-- CreateIndex
CREATE INDEX "Photo_sha256_idx" ON "Photo"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Photo_productId_position_key" ON "Photo"("productId", "position");

-- CreateIndex
CREATE INDEX "Fix_productId_idx" ON "Fix"("productId");

-- CreateIndex
CREATE INDEX "Fix_labelId_idx" ON "Fix"("labelId");

-- CreateIndex
CREATE UNIQUE INDEX "Outfit_source_externalId_key" ON "Outfit"("source", "externalId");

-- CreateIndex
CREATE INDEX "OutfitItem_productId_idx" ON "OutfitItem"("productId");

-- CreateIndex
CREATE INDEX "Import_startedAt_idx" ON "Import"("startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Encoder_name_version_key" ON "Encoder"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "LiveEncoder_encoderId_key" ON "LiveEncoder"("encoderId");

-- CreateIndex
CREATE INDEX "Flag_productId_idx" ON "Flag"("productId");

-- CreateIndex
CREATE INDEX "Flag_givenCategoryId_idx" ON "Flag"("givenCategoryId");

-- CreateIndex
CREATE INDEX "Flag_proposedCategoryId_idx" ON "Flag"("proposedCategoryId");

-- CreateIndex
CREATE INDEX "Flag_modelVersionId_idx" ON "Flag"("modelVersionId");

-- CreateIndex
CREATE INDEX "WorkerHeartbeat_heartbeatAt_idx" ON "WorkerHeartbeat"("heartbeatAt");

-- CreateIndex
CREATE INDEX "Label_userId_createdAt_idx" ON "Label"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Label_subjectId_userId_idx" ON "Label"("subjectId", "userId");

-- CreateIndex
CREATE INDEX "Label_head_createdAt_idx" ON "Label"("head", "createdAt");

-- CreateIndex
CREATE INDEX "Label_taskId_idx" ON "Label"("taskId");

-- CreateIndex
CREATE INDEX "Label_pairId_idx" ON "Label"("pairId");

-- CreateIndex
CREATE INDEX "Label_flagId_idx" ON "Label"("flagId");

-- CreateIndex
CREATE INDEX "Label_chosenCategoryId_idx" ON "Label"("chosenCategoryId");

-- CreateIndex
CREATE INDEX "Label_rankingId_idx" ON "Label"("rankingId");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_runId_key" ON "ModelVersion"("runId");

-- CreateIndex
CREATE INDEX "ModelVersion_parentId_idx" ON "ModelVersion"("parentId");

-- CreateIndex
CREATE INDEX "ModelVersion_snapshotId_idx" ON "ModelVersion"("snapshotId");

-- CreateIndex
CREATE INDEX "ModelVersion_encoderId_idx" ON "ModelVersion"("encoderId");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_head_number_key" ON "ModelVersion"("head", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Champion_versionId_key" ON "Champion"("versionId");

-- CreateIndex
CREATE INDEX "Promotion_versionId_idx" ON "Promotion"("versionId");

-- CreateIndex
CREATE INDEX "Promotion_byId_idx" ON "Promotion"("byId");

-- CreateIndex
CREATE INDEX "Promotion_head_at_idx" ON "Promotion"("head", "at");

-- CreateIndex
CREATE INDEX "Pair_productBId_idx" ON "Pair"("productBId");

-- CreateIndex
CREATE UNIQUE INDEX "Pair_productAId_productBId_key" ON "Pair"("productAId", "productBId");

-- CreateIndex
CREATE INDEX "Task_leasedById_leasedUntil_idx" ON "Task"("leasedById", "leasedUntil");

-- CreateIndex
CREATE INDEX "Task_pairId_idx" ON "Task"("pairId");

-- CreateIndex
CREATE INDEX "Task_flagId_idx" ON "Task"("flagId");

-- CreateIndex
CREATE INDEX "Task_forUserId_idx" ON "Task"("forUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_subjectId_occasion_slot_key" ON "Task"("subjectId", "occasion", "slot");

-- CreateIndex
CREATE INDEX "TaskSkip_userId_until_idx" ON "TaskSkip"("userId", "until");

-- CreateIndex
CREATE INDEX "Ranking_head_createdAt_idx" ON "Ranking"("head", "createdAt");

-- CreateIndex
CREATE INDEX "Ranking_modelVersionId_idx" ON "Ranking"("modelVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "LiveRanking_rankingId_key" ON "LiveRanking"("rankingId");

-- CreateIndex
CREATE INDEX "RankEntry_rankingId_rank_taskId_idx" ON "RankEntry"("rankingId", "rank", "taskId");

-- CreateIndex
CREATE INDEX "RankEntry_taskId_idx" ON "RankEntry"("taskId");

-- CreateIndex
CREATE INDEX "DatasetSnapshot_encoderId_idx" ON "DatasetSnapshot"("encoderId");

-- CreateIndex
CREATE INDEX "Run_head_createdAt_idx" ON "Run"("head", "createdAt");

-- CreateIndex
CREATE INDEX "Run_startedById_idx" ON "Run"("startedById");

-- CreateIndex
CREATE INDEX "Run_snapshotId_idx" ON "Run"("snapshotId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "SignInFailure_key_at_idx" ON "SignInFailure"("key", "at");

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_sourceCategoryId_fkey" FOREIGN KEY ("sourceCategoryId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_correctedCategoryId_fkey" FOREIGN KEY ("correctedCategoryId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Photo" ADD CONSTRAINT "Photo_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutfitItem" ADD CONSTRAINT "OutfitItem_outfitId_fkey" FOREIGN KEY ("outfitId") REFERENCES "Outfit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutfitItem" ADD CONSTRAINT "OutfitItem_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveEncoder" ADD CONSTRAINT "LiveEncoder_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhotoEmbedding" ADD CONSTRAINT "PhotoEmbedding_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_givenCategoryId_fkey" FOREIGN KEY ("givenCategoryId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_proposedCategoryId_fkey" FOREIGN KEY ("proposedCategoryId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_flagId_fkey" FOREIGN KEY ("flagId") REFERENCES "Flag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_chosenCategoryId_fkey" FOREIGN KEY ("chosenCategoryId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "ModelVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "DatasetSnapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelWeights" ADD CONSTRAINT "ModelWeights_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Champion" ADD CONSTRAINT "Champion_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Promotion" ADD CONSTRAINT "Promotion_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Promotion" ADD CONSTRAINT "Promotion_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pair" ADD CONSTRAINT "Pair_productAId_fkey" FOREIGN KEY ("productAId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pair" ADD CONSTRAINT "Pair_productBId_fkey" FOREIGN KEY ("productBId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_flagId_fkey" FOREIGN KEY ("flagId") REFERENCES "Flag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_leasedById_fkey" FOREIGN KEY ("leasedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_forUserId_fkey" FOREIGN KEY ("forUserId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSkip" ADD CONSTRAINT "TaskSkip_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSkip" ADD CONSTRAINT "TaskSkip_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ranking" ADD CONSTRAINT "Ranking_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveRanking" ADD CONSTRAINT "LiveRanking_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RankEntry" ADD CONSTRAINT "RankEntry_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RankEntry" ADD CONSTRAINT "RankEntry_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetSnapshot" ADD CONSTRAINT "DatasetSnapshot_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "DatasetSnapshot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand from here on.

-- Reads use the correction where there is one: Postgres keeps the two columns true.
ALTER TABLE "Product" DROP COLUMN "categoryId", DROP COLUMN "values";
ALTER TABLE "Product"
  ADD COLUMN "categoryId" INTEGER GENERATED ALWAYS AS (COALESCE("correctedCategoryId", "sourceCategoryId")) STORED,
  ADD COLUMN "values" JSONB NOT NULL GENERATED ALWAYS AS ("sourceValues" || "correctedValues") STORED;
CREATE INDEX "Product_categoryId_id_idx" ON "Product"("categoryId", "id");

ALTER TABLE "Pair" ADD CONSTRAINT "Pair_unordered_check" CHECK ("productAId" < "productBId");
ALTER TABLE "Task" ADD CONSTRAINT "Task_subject_check"
  CHECK (num_nonnulls("pairId", "flagId") = 1 AND "subjectId" = COALESCE("pairId", "flagId"));
ALTER TABLE "LiveEncoder" ADD CONSTRAINT "LiveEncoder_single_check" CHECK (id = 1);

-- Nobody judges one subject twice on one occasion. Late answers are extra and stand outside.
CREATE UNIQUE INDEX "Label_one_per_person_key" ON "Label"("subjectId", "userId", occasion)
  WHERE "supersededAt" IS NULL AND NOT "isLate";
CREATE UNIQUE INDEX "Flag_one_open_key" ON "Flag"("productId", attribute) WHERE status = 'open';
CREATE UNIQUE INDEX "Fix_one_standing_key" ON "Fix"("productId", attribute) WHERE "revertedAt" IS NULL;
CREATE UNIQUE INDEX "Run_one_active_key" ON "Run"(head) WHERE status IN ('queued', 'running');
CREATE INDEX "Task_open_idx" ON "Task"(head, id) WHERE "doneAt" IS NULL AND "withdrawnAt" IS NULL;

-- Float bytes do not compress: out of line, as they are.
ALTER TABLE "PhotoEmbedding" ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE "ModelWeights" ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE "DatasetSnapshot" ALTER COLUMN bytes SET STORAGE EXTERNAL;
