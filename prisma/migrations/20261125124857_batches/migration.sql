-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(0) NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "upTo" TEXT,
    "left" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "changedBy" TEXT,
    "changedAt" TIMESTAMPTZ(0) NOT NULL,
    "finishedAt" TIMESTAMPTZ(0),
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "order" INTEGER NOT NULL,

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecurringWork" (
    "name" TEXT NOT NULL,
    "ranAt" TIMESTAMPTZ(0) NOT NULL,
    "done" INTEGER NOT NULL,
    "runs" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RecurringWork_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "DailyRoot" (
    "day" DATE NOT NULL,
    "root" TEXT NOT NULL,
    "previous" TEXT,
    "cases" INTEGER NOT NULL,
    "signature" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "DailyRoot_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "DailyLeaf" (
    "day" DATE NOT NULL,
    "caseId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "DailyLeaf_pkey" PRIMARY KEY ("day","caseId")
);

-- CreateIndex
CREATE INDEX "DailyLeaf_caseId_day_idx" ON "DailyLeaf"("caseId", "day");

-- CreateIndex
CREATE INDEX "Batch_state_idx" ON "Batch"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Batch_sort_order_key" ON "Batch"("sort", "order");

-- A telling that was under way goes on as a batch.
INSERT INTO "Batch" (id, sort, subject, state, "startedBy", "startedAt", total, done, "upTo", "changedAt", "order")
SELECT 'batch-' || gen_random_uuid(), 'calendar', c.name, 'running', c."confirmedBy", c."inForceAt",
  (SELECT count(*) FROM "CaseFile"), c."toldCases", c."toldUpTo", c."inForceAt", c."order"
FROM "CalendarTable" c WHERE c."confirmedBy" IS NOT NULL AND c."toldAllAt" IS NULL AND c."order" IS NOT NULL;

-- AlterTable
ALTER TABLE "CalendarTable" DROP COLUMN "toldAllAt",
DROP COLUMN "toldCases",
DROP COLUMN "toldUpTo";
