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
