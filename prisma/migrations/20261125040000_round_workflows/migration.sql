-- AlterTable
ALTER TABLE "Round" ADD COLUMN "workflowId" TEXT;

-- A round made before had its code for a name.
UPDATE "Round" SET "workflowId" = 'round-' || code;

ALTER TABLE "Round" ALTER COLUMN "workflowId" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "Round_workflowId_key" ON "Round"("workflowId");
