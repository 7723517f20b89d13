-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "because" TEXT;

-- CreateTable
CREATE TABLE "OnlineGain" (
    "versionId" UUID NOT NULL,
    "answers" INTEGER NOT NULL,
    "gain" DOUBLE PRECISION NOT NULL,
    "lower" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OnlineGain_pkey" PRIMARY KEY ("versionId")
);

-- AddForeignKey
ALTER TABLE "OnlineGain" ADD CONSTRAINT "OnlineGain_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
