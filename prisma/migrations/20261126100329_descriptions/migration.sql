-- AlterTable
ALTER TABLE "DatasetSnapshot" ADD COLUMN     "descriptionEncoderId" UUID;

-- AlterTable
ALTER TABLE "ModelVersion" ADD COLUMN     "descriptionEncoderId" UUID;

-- CreateTable
CREATE TABLE "DescriptionEncoder" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "counts" BYTEA,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DescriptionEncoder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveDescriptionEncoder" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "encoderId" UUID NOT NULL,

    CONSTRAINT "LiveDescriptionEncoder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DescriptionEmbedding" (
    "encoderId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "DescriptionEmbedding_pkey" PRIMARY KEY ("encoderId","sha256")
);

-- CreateTable
CREATE TABLE "DescriptionChange" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "encoderId" UUID,
    "progress" JSONB,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(6),
    "cancelAskedAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "DescriptionChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DescriptionEncoder_name_version_key" ON "DescriptionEncoder"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "LiveDescriptionEncoder_encoderId_key" ON "LiveDescriptionEncoder"("encoderId");

-- CreateIndex
CREATE INDEX "DescriptionChange_createdAt_idx" ON "DescriptionChange"("createdAt");

-- CreateIndex
CREATE INDEX "DescriptionChange_encoderId_idx" ON "DescriptionChange"("encoderId");

-- CreateIndex
CREATE INDEX "DescriptionChange_byId_idx" ON "DescriptionChange"("byId");

-- CreateIndex
CREATE INDEX "DatasetSnapshot_descriptionEncoderId_idx" ON "DatasetSnapshot"("descriptionEncoderId");

-- CreateIndex
CREATE INDEX "ModelVersion_descriptionEncoderId_idx" ON "ModelVersion"("descriptionEncoderId");

-- AddForeignKey
ALTER TABLE "LiveDescriptionEncoder" ADD CONSTRAINT "LiveDescriptionEncoder_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "DescriptionEncoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DescriptionEmbedding" ADD CONSTRAINT "DescriptionEmbedding_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "DescriptionEncoder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DescriptionChange" ADD CONSTRAINT "DescriptionChange_encoderId_fkey" FOREIGN KEY ("encoderId") REFERENCES "DescriptionEncoder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DescriptionChange" ADD CONSTRAINT "DescriptionChange_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_descriptionEncoderId_fkey" FOREIGN KEY ("descriptionEncoderId") REFERENCES "DescriptionEncoder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetSnapshot" ADD CONSTRAINT "DatasetSnapshot_descriptionEncoderId_fkey" FOREIGN KEY ("descriptionEncoderId") REFERENCES "DescriptionEncoder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One change is under way at a time, as with encoders of photos.
CREATE UNIQUE INDEX "DescriptionChange_one_under_way_key" ON "DescriptionChange" ((true)) WHERE status IN ('queued', 'running');

-- One row, as with the encoder of photos.
ALTER TABLE "LiveDescriptionEncoder" ADD CONSTRAINT "LiveDescriptionEncoder_single_check" CHECK (id = 1);

-- Numbers do not get smaller by compression.
ALTER TABLE "DescriptionEmbedding" ALTER COLUMN vector SET STORAGE EXTERNAL;
