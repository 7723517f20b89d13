-- CreateEnum
CREATE TYPE "GateOutcome" AS ENUM ('passes', 'fails', 'notEnough', 'incomparable');

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "versionId" UUID NOT NULL,
    "againstId" UUID,
    "outcome" "GateOutcome",
    "gate" JSONB,
    "card" JSONB,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Evaluation_versionId_createdAt_idx" ON "Evaluation"("versionId", "createdAt");

-- CreateIndex
CREATE INDEX "Evaluation_againstId_idx" ON "Evaluation"("againstId");

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_againstId_fkey" FOREIGN KEY ("againstId") REFERENCES "ModelVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;
