-- CreateEnum
CREATE TYPE "TellingKind" AS ENUM ('pair', 'flag', 'randomLook');

-- CreateTable
CREATE TABLE "TellingDay" (
    "day" DATE NOT NULL,
    "kind" "TellingKind" NOT NULL,
    "slice" "Slice" NOT NULL,
    "n" INTEGER NOT NULL,
    "k" INTEGER NOT NULL,
    "bits" DOUBLE PRECISION NOT NULL,
    "squares" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "TellingDay_pkey" PRIMARY KEY ("day","kind","slice")
);

-- What people may differ about: sure first looks beside another's, the newest first (lib/labels/adjudication/sql.ts).
CREATE INDEX "Label_further_look_idx" ON "Label"("createdAt" DESC, id DESC) INCLUDE ("pairId", verdict)
  WHERE head = 'compatibility' AND occasion = 0 AND "supersededAt" IS NULL AND verdict IN ('fits', 'clashes')
    AND slice <> 'gold' AND (slot > 0 OR "isLate");
