-- CreateTable
CREATE TABLE "Round" (
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opensAt" TIMESTAMPTZ(0) NOT NULL,
    "closesAt" TIMESTAMPTZ(0) NOT NULL,
    "revealAt" TIMESTAMPTZ(0) NOT NULL,
    "rules" TEXT,
    "commitment" TEXT NOT NULL,
    "lots" JSONB NOT NULL,
    "rents" JSONB NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(0) NOT NULL,
    "openedBy" TEXT,
    "listHash" TEXT,
    "given" JSONB,
    "bundle" JSONB,
    "bundleHash" TEXT,
    "resultHash" TEXT,
    "supersedes" JSONB,
    "supersededBy" TEXT,
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "nextDueAt" TIMESTAMPTZ(0),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "RoundEvent" (
    "round" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "RoundEvent_pkey" PRIMARY KEY ("round","seq")
);

-- CreateTable
CREATE TABLE "RoundApplication" (
    "caseId" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "persons" INTEGER NOT NULL,
    "groups" TEXT[],
    "preferences" TEXT[],
    "state" TEXT NOT NULL,
    "lot" TEXT,
    "apartment" TEXT,
    "explanation" JSONB,
    "offeredAt" TIMESTAMPTZ(0),
    "version" INTEGER NOT NULL DEFAULT 0,
    "untoldAt" TIMESTAMPTZ(0),

    CONSTRAINT "RoundApplication_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "CascadeEvent" (
    "round" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "code" TEXT,
    "apartment" TEXT,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "settledAt" TIMESTAMPTZ(0),

    CONSTRAINT "CascadeEvent_pkey" PRIMARY KEY ("round","seq")
);

-- CreateTable
CREATE TABLE "Apartment" (
    "id" TEXT NOT NULL,
    "roundCode" TEXT,
    "lot" TEXT,
    "minPersons" INTEGER NOT NULL,
    "maxPersons" INTEGER NOT NULL,
    "rentFen" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'in-use',

    CONSTRAINT "Apartment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApartmentPromise" (
    "id" TEXT NOT NULL,
    "apartmentId" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "from" TIMESTAMPTZ(0) NOT NULL,
    "until" TIMESTAMPTZ(0),
    "endedAt" TIMESTAMPTZ(0),
    "prolonged" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ApartmentPromise_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Round_state_idx" ON "Round"("state");

-- CreateIndex
CREATE INDEX "RoundApplication_round_state_idx" ON "RoundApplication"("round", "state");

-- CreateIndex
CREATE INDEX "RoundApplication_round_untoldAt_idx" ON "RoundApplication"("round", "untoldAt");

-- CreateIndex
CREATE UNIQUE INDEX "RoundApplication_round_code_key" ON "RoundApplication"("round", "code");

-- CreateIndex
CREATE UNIQUE INDEX "CascadeEvent_key_key" ON "CascadeEvent"("key");

-- CreateIndex
CREATE INDEX "CascadeEvent_round_settledAt_idx" ON "CascadeEvent"("round", "settledAt");

-- CreateIndex
CREATE INDEX "Apartment_roundCode_idx" ON "Apartment"("roundCode");

-- CreateIndex
CREATE INDEX "ApartmentPromise_apartmentId_idx" ON "ApartmentPromise"("apartmentId");

-- CreateIndex
CREATE INDEX "ApartmentPromise_caseId_idx" ON "ApartmentPromise"("caseId");

-- One apartment is never promised to two: no two open promises of one apartment overlap in time.
CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE "ApartmentPromise" ADD CONSTRAINT "ApartmentPromise_never_twice"
  EXCLUDE USING gist ("apartmentId" WITH =, tstzrange("from", "until") WITH &&)
  WHERE ("endedAt" IS NULL);

-- The record of a round is append-only.
CREATE FUNCTION round_events_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of a round is never changed';
END $$;

CREATE TRIGGER "RoundEvent_stands" BEFORE UPDATE OR DELETE ON "RoundEvent"
  FOR EACH ROW EXECUTE FUNCTION round_events_stand();
