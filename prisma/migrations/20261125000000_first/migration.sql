-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Event" (
    "caseId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("caseId","seq")
);

-- CreateTable
CREATE TABLE "CaseView" (
    "caseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "track" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "waitingFor" TEXT,
    "outcome" TEXT,
    "openedAt" TIMESTAMPTZ(0) NOT NULL,
    "closedAt" TIMESTAMPTZ(0),
    "lastSeq" INTEGER NOT NULL,
    "lastHash" TEXT NOT NULL,
    "view" JSONB NOT NULL,
    "nextDueAt" TIMESTAMPTZ(0),

    CONSTRAINT "CaseView_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "TaskView" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "assigneeId" TEXT,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(0) NOT NULL,
    "closedAt" TIMESTAMPTZ(0),
    "targetAt" TIMESTAMPTZ(0),
    "targetClock" TEXT,

    CONSTRAINT "TaskView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClockView" (
    "caseId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(0) NOT NULL,
    "dueAt" TIMESTAMPTZ(0),
    "endedAt" TIMESTAMPTZ(0),
    "body" JSONB NOT NULL,

    CONSTRAINT "ClockView_pkey" PRIMARY KEY ("caseId","code","run")
);

-- CreateTable
CREATE TABLE "StuckStep" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "since" TIMESTAMPTZ(0) NOT NULL,
    "rescuedAt" TIMESTAMPTZ(0),

    CONSTRAINT "StuckStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseFile" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "track" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "openedById" TEXT NOT NULL,
    "applicantPersonId" TEXT,
    "agentPersonId" TEXT,
    "basedOnId" TEXT,
    "roundCode" TEXT,
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(0) NOT NULL,
    "mailIndex" TEXT,

    CONSTRAINT "CaseFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseKey" (
    "caseId" TEXT NOT NULL,
    "kekId" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,

    CONSTRAINT "CaseKey_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "Sealed" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Sealed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseForm" (
    "caseId" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changedAt" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "CaseForm_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "Material" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileKey" TEXT NOT NULL,
    "name" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "Material_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name","year")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "caseId" TEXT,
    "roundCode" TEXT,
    "issueKey" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(0) NOT NULL,
    "verificationCode" TEXT NOT NULL,
    "fileKey" TEXT,
    "sha256" TEXT,
    "validUntil" DATE,
    "revokedAt" TIMESTAMPTZ(0),
    "replacedByNumber" TEXT,
    "voidReason" TEXT,
    "holderIndex" TEXT,
    "officialIndex" TEXT,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "issueKey" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "queuedAt" TIMESTAMPTZ(0) NOT NULL,
    "changedAt" TIMESTAMPTZ(0) NOT NULL,
    "order" SERIAL NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Command" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "caseId" TEXT,
    "operation" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "takenInAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" JSONB,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallBack" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "caseId" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CallBack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonIndex" (
    "caseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "PersonIndex_pkey" PRIMARY KEY ("caseId","sort")
);

-- CreateTable
CREATE TABLE "CalendarTable" (
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "trial" BOOLEAN NOT NULL DEFAULT false,
    "body" JSONB NOT NULL,
    "order" INTEGER,
    "proposedBy" TEXT,
    "proposedAt" TIMESTAMPTZ(0),
    "confirmedBy" TEXT,
    "inForceAt" TIMESTAMPTZ(0),

    CONSTRAINT "CalendarTable_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "OfficeTime" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,
    "heldAt" TIMESTAMPTZ(0),

    CONSTRAINT "OfficeTime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Roster" (
    "id" TEXT NOT NULL,
    "officerId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "days" TEXT[],
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "languages" TEXT[],
    "makeUpAs" TEXT,
    "slotMinutes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(0) NOT NULL,
    "endedAt" TIMESTAMPTZ(0),

    CONSTRAINT "Roster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL,
    "officerId" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "substituteId" TEXT,
    "createdAt" TIMESTAMPTZ(0) NOT NULL,
    "endedAt" TIMESTAMPTZ(0),

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "officerId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(0) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "heldUntil" TIMESTAMPTZ(0),
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "staffNumber" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'applicant',
    "banned" BOOLEAN,
    "banReason" TEXT,
    "banExpires" TIMESTAMP(3),
    "teams" TEXT[],
    "language" TEXT NOT NULL DEFAULT 'zh',
    "phone" TEXT,
    "personId" TEXT NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "impersonatedBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Event_type_at_idx" ON "Event"("type", "at");

-- CreateIndex
CREATE INDEX "CaseView_kind_status_idx" ON "CaseView"("kind", "status");

-- CreateIndex
CREATE INDEX "CaseView_nextDueAt_idx" ON "CaseView"("nextDueAt");

-- CreateIndex
CREATE INDEX "CaseView_openedAt_caseId_idx" ON "CaseView"("openedAt", "caseId");

-- CreateIndex
CREATE INDEX "TaskView_state_team_targetAt_idx" ON "TaskView"("state", "team", "targetAt");

-- CreateIndex
CREATE INDEX "TaskView_caseId_idx" ON "TaskView"("caseId");

-- CreateIndex
CREATE INDEX "TaskView_assigneeId_state_idx" ON "TaskView"("assigneeId", "state");

-- CreateIndex
CREATE INDEX "ClockView_state_dueAt_idx" ON "ClockView"("state", "dueAt");

-- CreateIndex
CREATE INDEX "ClockView_kind_startedAt_idx" ON "ClockView"("kind", "startedAt");

-- CreateIndex
CREATE INDEX "StuckStep_rescuedAt_since_idx" ON "StuckStep"("rescuedAt", "since");

-- CreateIndex
CREATE UNIQUE INDEX "CaseFile_number_key" ON "CaseFile"("number");

-- CreateIndex
CREATE INDEX "CaseFile_applicantPersonId_idx" ON "CaseFile"("applicantPersonId");

-- CreateIndex
CREATE INDEX "CaseFile_agentPersonId_idx" ON "CaseFile"("agentPersonId");

-- CreateIndex
CREATE INDEX "CaseFile_mailIndex_idx" ON "CaseFile"("mailIndex");

-- CreateIndex
CREATE INDEX "Sealed_caseId_sort_idx" ON "Sealed"("caseId", "sort");

-- CreateIndex
CREATE INDEX "Material_caseId_type_idx" ON "Material"("caseId", "type");

-- CreateIndex
CREATE UNIQUE INDEX "Document_number_key" ON "Document"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Document_issueKey_key" ON "Document"("issueKey");

-- CreateIndex
CREATE UNIQUE INDEX "Document_verificationCode_key" ON "Document"("verificationCode");

-- CreateIndex
CREATE INDEX "Document_caseId_issuedAt_idx" ON "Document"("caseId", "issuedAt");

-- CreateIndex
CREATE INDEX "Document_officialIndex_idx" ON "Document"("officialIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Message_issueKey_key" ON "Message"("issueKey");

-- CreateIndex
CREATE INDEX "Message_caseId_order_idx" ON "Message"("caseId", "order");

-- CreateIndex
CREATE INDEX "Message_state_idx" ON "Message"("state");

-- CreateIndex
CREATE INDEX "Command_caseId_answeredAt_idx" ON "Command"("caseId", "answeredAt");

-- CreateIndex
CREATE INDEX "Command_answeredAt_createdAt_idx" ON "Command"("answeredAt", "createdAt");

-- CreateIndex
CREATE INDEX "PersonIndex_sort_digest_idx" ON "PersonIndex"("sort", "digest");

-- CreateIndex
CREATE INDEX "CalendarTable_year_order_idx" ON "CalendarTable"("year", "order");

-- CreateIndex
CREATE INDEX "Roster_purpose_idx" ON "Roster"("purpose");

-- CreateIndex
CREATE INDEX "Absence_officerId_from_idx" ON "Absence"("officerId", "from");

-- CreateIndex
CREATE INDEX "Booking_caseId_idx" ON "Booking"("caseId");

-- CreateIndex
CREATE INDEX "Booking_purpose_startsAt_idx" ON "Booking"("purpose", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Person_staffNumber_key" ON "Person"("staffNumber");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One slot, one booking: who is held or booked at an hour is so for one case only. A hold that has run out is given
-- back in the transaction that takes the slot, judged by its own instant.
CREATE UNIQUE INDEX "Booking_one_per_slot" ON "Booking" ("officerId", "startsAt") WHERE "state" IN ('held', 'booked');

-- One open booking per purpose and case.
CREATE UNIQUE INDEX "Booking_one_per_case" ON "Booking" ("caseId", "purpose") WHERE "state" IN ('held', 'booked');

-- The record is append-only: what was written stays as it was. Only a rebuild writes it anew, and says so.
CREATE FUNCTION keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('onevisit.rebuilding', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'events are never changed';
  END IF;
  RETURN COALESCE(NEW, OLD);
END; $$;
CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION keep_events();
