-- CreateEnum
CREATE TYPE "EncoderChangeStatus" AS ENUM ('opening', 'offered', 'embedding', 'paused', 'comparing', 'ready', 'finished', 'failed', 'cancelled');

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "encoderId" UUID;

-- CreateTable
CREATE TABLE "EncoderChange" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "encoderId" UUID,
    "status" "EncoderChangeStatus" NOT NULL DEFAULT 'opening',
    "offer" JSONB,
    "progress" JSONB,
    "comparison" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "wish" TEXT,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "EncoderChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EncoderChange_createdAt_idx" ON "EncoderChange"("createdAt");

-- CreateIndex
CREATE INDEX "EncoderChange_encoderId_idx" ON "EncoderChange"("encoderId");

-- CreateIndex
CREATE INDEX "EncoderChange_byId_idx" ON "EncoderChange"("byId");

-- CreateIndex
CREATE INDEX "Run_encoderId_idx" ON "Run"("encoderId");

-- AddForeignKey
ALTER TABLE "EncoderChange" ADD CONSTRAINT "EncoderChange_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EncoderChange" ADD CONSTRAINT "EncoderChange_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "Encoder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One change of encoder is under way at a time.
CREATE UNIQUE INDEX "EncoderChange_one_under_way_key" ON "EncoderChange" ((true))
  WHERE status IN ('opening', 'offered', 'embedding', 'paused', 'comparing', 'ready');
