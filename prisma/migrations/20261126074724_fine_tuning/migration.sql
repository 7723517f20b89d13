-- CreateTable
CREATE TABLE "FineTuning" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "isKeptAnyway" BOOLEAN NOT NULL DEFAULT false,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "outcome" JSONB,
    "seed" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "startedById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(6),
    "cancelAskedAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "FineTuning_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FineTuning_createdAt_idx" ON "FineTuning"("createdAt");

-- CreateIndex
CREATE INDEX "FineTuning_startedById_idx" ON "FineTuning"("startedById");

-- AddForeignKey
ALTER TABLE "FineTuning" ADD CONSTRAINT "FineTuning_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One fine-tuning is under way at a time: two would take all of the machine and of its disk.
CREATE UNIQUE INDEX "FineTuning_one_under_way_key" ON "FineTuning" ((true)) WHERE status IN ('queued', 'running');
