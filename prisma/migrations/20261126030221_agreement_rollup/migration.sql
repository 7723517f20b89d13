-- CreateEnum
CREATE TYPE "CheckKind" AS ENUM ('firstLook', 'repeat');

-- DropTable
DROP TABLE "ThroughputState";

-- CreateTable
CREATE TABLE "ThroughputDay" (
    "day" DATE NOT NULL,
    "userId" UUID NOT NULL,
    "work" "WorkKind" NOT NULL,
    "source" "WorkSource" NOT NULL,
    "labels" INTEGER NOT NULL,
    "undone" INTEGER NOT NULL,
    "revised" INTEGER NOT NULL,
    "late" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "workMs" BIGINT NOT NULL,
    "pace" DECIMAL NOT NULL,
    "between" DECIMAL NOT NULL,

    CONSTRAINT "ThroughputDay_pkey" PRIMARY KEY ("day","userId","work","source")
);

-- CreateTable
CREATE TABLE "CheckedPair" (
    "pairId" UUID NOT NULL,
    "productAId" TEXT NOT NULL,
    "productBId" TEXT NOT NULL,
    "fits" INTEGER NOT NULL,
    "clashes" INTEGER NOT NULL,
    "isShared" BOOLEAN NOT NULL,
    "week" DATE NOT NULL,
    "isDisputed" BOOLEAN NOT NULL,
    "clashAlone" DOUBLE PRECISION,

    CONSTRAINT "CheckedPair_pkey" PRIMARY KEY ("pairId")
);

-- CreateTable
CREATE TABLE "CheckedAnswer" (
    "labelId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "CheckKind" NOT NULL,
    "week" DATE NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT,
    "fits" INTEGER NOT NULL,
    "clashes" INTEGER NOT NULL,

    CONSTRAINT "CheckedAnswer_pkey" PRIMARY KEY ("labelId")
);

-- CreateTable
CREATE TABLE "RollupState" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "timeZone" TEXT NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "rebuiltAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RollupState_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "QueueDepth" (
    "head" "Head" NOT NULL,
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "open" INTEGER NOT NULL,
    "leased" INTEGER NOT NULL,

    CONSTRAINT "QueueDepth_pkey" PRIMARY KEY ("head","hour")
);

-- CreateIndex
CREATE INDEX "CheckedAnswer_pairId_idx" ON "CheckedAnswer"("pairId");

-- Answers to what was drawn at random, in the order of time: shares by week read them without the table.
CREATE INDEX "Label_random_idx" ON "Label"(head, "createdAt") INCLUDE (verdict, occasion, "setId")
  WHERE slice = 'uniform' AND "supersededAt" IS NULL;
-- Answers to gold, by pair: what the agreed answer is may change.
CREATE INDEX "Label_gold_idx" ON "Label"("pairId") INCLUDE (verdict, "userId")
  WHERE slice = 'gold' AND "supersededAt" IS NULL AND NOT "isLate";
