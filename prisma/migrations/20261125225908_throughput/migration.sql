-- CreateEnum
CREATE TYPE "WorkKind" AS ENUM ('pair', 'set', 'flag', 'group');

-- CreateEnum
CREATE TYPE "WorkSource" AS ENUM ('ranked', 'uniform', 'secondOpinion', 'repeat', 'gold');

-- CreateTable
CREATE TABLE "ThroughputHour" (
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "userId" UUID NOT NULL,
    "work" "WorkKind" NOT NULL,
    "source" "WorkSource" NOT NULL,
    "labels" INTEGER NOT NULL,
    "undone" INTEGER NOT NULL,
    "revised" INTEGER NOT NULL,
    "late" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "workMs" BIGINT NOT NULL,
    "pace" numeric NOT NULL,
    "between" numeric NOT NULL,

    CONSTRAINT "ThroughputHour_pkey" PRIMARY KEY ("hour","userId","work","source")
);

-- CreateTable
CREATE TABLE "ThroughputState" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "rebuiltAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ThroughputState_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Skip" (
    "id" BIGSERIAL NOT NULL,
    "taskId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "setId" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Skip_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Skip_at_idx" ON "Skip"("at");

-- CreateIndex
CREATE INDEX "Skip_taskId_idx" ON "Skip"("taskId");

-- CreateIndex
CREATE INDEX "Skip_userId_idx" ON "Skip"("userId");

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ThroughputState" ADD CONSTRAINT "ThroughputState_single_check" CHECK (id = 1);

-- What was taken back lately, whenever it had been answered.
CREATE INDEX "Label_superseded_idx" ON "Label"("supersededAt") WHERE "supersededAt" IS NOT NULL;

-- Skips so far: a task was hidden for 24 hours from each.
INSERT INTO "Skip" ("taskId", "userId", at) SELECT "taskId", "userId", until - interval '24 hours' FROM "TaskSkip";
