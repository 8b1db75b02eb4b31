-- AlterTable
ALTER TABLE "TaskView" ADD COLUMN     "dueAt" TIMESTAMPTZ(0),
ADD COLUMN     "isLate" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "targetState" TEXT;

-- CreateTable
CREATE TABLE "SearchWord" (
    "caseId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("caseId","digest")
);

-- CreateIndex
CREATE INDEX "SearchWord_digest_idx" ON "SearchWord"("digest");

-- CreateIndex
CREATE INDEX "TaskView_state_isLate_dueAt_openedAt_id_idx" ON "TaskView"("state", "isLate" DESC, "dueAt", "openedAt", "id");

-- Tasks that are there already stand where their clocks stand.
UPDATE "TaskView" SET "dueAt" = "targetAt";
UPDATE "TaskView" t SET "dueAt" = COALESCE(k."dueAt", t."targetAt"), "targetState" = k.state, "isLate" = k.state = 'breached'
FROM (SELECT DISTINCT ON ("caseId", code) "caseId", code, state, "dueAt" FROM "ClockView" ORDER BY "caseId", code, run DESC) k
WHERE k."caseId" = t."caseId" AND k.code = t."targetClock";
