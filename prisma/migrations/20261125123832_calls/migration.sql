-- CreateTable
CREATE TABLE "Call" (
    "bookingId" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "letInAt" TIMESTAMPTZ(3),
    "recording" TEXT NOT NULL DEFAULT 'none',
    "checklist" BYTEA,

    CONSTRAINT "Call_pkey" PRIMARY KEY ("bookingId")
);

-- CreateTable
CREATE TABLE "CallSeat" (
    "peer" TEXT NOT NULL,
    "ticketHash" TEXT NOT NULL,
    "bookingId" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "CallSeat_pkey" PRIMARY KEY ("peer")
);

-- CreateTable
CREATE TABLE "CallSignal" (
    "id" BIGSERIAL NOT NULL,
    "dst" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CallSignal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallEvidence" (
    "id" TEXT NOT NULL,
    "bookingId" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileKey" TEXT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "CallEvidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Call_caseId_idx" ON "Call"("caseId");

-- CreateIndex
CREATE INDEX "CallSeat_bookingId_side_takenAt_idx" ON "CallSeat"("bookingId", "side", "takenAt");

-- CreateIndex
CREATE INDEX "CallSeat_takenAt_idx" ON "CallSeat"("takenAt");

-- CreateIndex
CREATE INDEX "CallSignal_dst_idx" ON "CallSignal"("dst");

-- CreateIndex
CREATE INDEX "CallEvidence_caseId_idx" ON "CallEvidence"("caseId");

-- CreateIndex
CREATE INDEX "CallEvidence_bookingId_type_idx" ON "CallEvidence"("bookingId", "type");
