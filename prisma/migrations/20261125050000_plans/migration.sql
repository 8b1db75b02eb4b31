-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "planId" TEXT;

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "openedById" TEXT NOT NULL,
    "applicantPersonId" TEXT,
    "agentPersonId" TEXT,
    "language" TEXT NOT NULL,
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,
    "madeAt" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanEvent" (
    "planId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "PlanEvent_pkey" PRIMARY KEY ("planId","seq")
);

-- CreateTable
CREATE TABLE "PlanView" (
    "planId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(0),
    "lastSeq" INTEGER NOT NULL,
    "lastHash" TEXT NOT NULL,
    "view" JSONB NOT NULL,
    "nextDueAt" TIMESTAMPTZ(0),

    CONSTRAINT "PlanView_pkey" PRIMARY KEY ("planId")
);

-- CreateTable
CREATE TABLE "PlanMatter" (
    "planId" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "untoldAt" TIMESTAMPTZ(0),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PlanMatter_pkey" PRIMARY KEY ("planId","caseId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Plan_number_key" ON "Plan"("number");

-- CreateIndex
CREATE INDEX "Plan_applicantPersonId_idx" ON "Plan"("applicantPersonId");

-- CreateIndex
CREATE INDEX "Plan_agentPersonId_idx" ON "Plan"("agentPersonId");

-- CreateIndex
CREATE INDEX "PlanView_status_idx" ON "PlanView"("status");

-- CreateIndex
CREATE INDEX "PlanMatter_caseId_idx" ON "PlanMatter"("caseId");

CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE ON "PlanEvent" FOR EACH ROW EXECUTE FUNCTION keep_events();
