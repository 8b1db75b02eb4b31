-- AlterTable
ALTER TABLE "ClockView" ADD COLUMN     "applicantSeconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "centreSeconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "dueKnownAt" TIMESTAMPTZ(0) NOT NULL DEFAULT '1970-01-01',
ADD COLUMN     "endKnownAt" TIMESTAMPTZ(0),
ADD COLUMN     "externalSeconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "knownAt" TIMESTAMPTZ(0) NOT NULL DEFAULT '1970-01-01',
ADD COLUMN     "legalBasis" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stage" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "startedOn" DATE NOT NULL DEFAULT '1970-01-01',
ADD COLUMN     "track" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "used" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "ClockTally" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "legalBasis" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "startedOn" DATE NOT NULL,
    "knownOn" DATE NOT NULL,
    "endedOn" DATE,
    "standing" TEXT NOT NULL,
    "used" DOUBLE PRECISION,
    "clocks" INTEGER NOT NULL,
    "centreSeconds" BIGINT NOT NULL,
    "applicantSeconds" BIGINT NOT NULL,
    "externalSeconds" BIGINT NOT NULL,
    "fresh" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "ClockTally_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ClockTally_startedOn_kind_idx" ON "ClockTally"("startedOn", "kind");

-- CreateIndex
CREATE INDEX "ClockView_startedOn_caseId_idx" ON "ClockView"("startedOn", "caseId");

-- CreateIndex
CREATE INDEX "ClockView_state_startedOn_caseId_idx" ON "ClockView"("state", "startedOn", "caseId");

-- What was known when, from the record; what was used up and whose time it was is folded anew by `npm run rebuild`.
UPDATE "ClockView" k SET
  "legalBasis" = k.body->>'legalBasis',
  "startedOn" = (k."startedAt" AT TIME ZONE 'Asia/Shanghai')::date,
  "track" = COALESCE((SELECT f.track FROM "CaseFile" f WHERE f.id = k."caseId"), ''),
  "knownAt" = COALESCE(e.first, k."startedAt"),
  "dueKnownAt" = COALESCE(e.first, k."startedAt"),
  "endKnownAt" = CASE WHEN k."endedAt" IS NOT NULL THEN COALESCE(e.ended, k."endedAt") END
FROM "ClockView" v LEFT JOIN LATERAL (
  SELECT min(e.at) AS first, min(e.at) FILTER (WHERE e.type IN ('clock-met', 'clock-breached', 'clock-cancelled')) AS ended
  FROM "Event" e WHERE e."caseId" = v."caseId" AND e.type LIKE 'clock-%'
    AND e.data->'clock'->>'code' = v.code AND (e.data->'clock'->>'run')::int = v.run
) e ON TRUE
WHERE k."caseId" = v."caseId" AND k.code = v.code AND k.run = v.run;

-- One line for each way in which clocks that were written or taken away are counted.
CREATE FUNCTION tally_clocks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "ClockTally" (kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing,
      used, clocks, "centreSeconds", "applicantSeconds", "externalSeconds")
    SELECT kind, team, code, basis, "legalBasis", stage, "startedOn", ("knownAt" AT TIME ZONE 'Asia/Shanghai')::date,
      ("endKnownAt" AT TIME ZONE 'Asia/Shanghai')::date, state, used, -count(*), -sum("centreSeconds"),
      -sum("applicantSeconds"), -sum("externalSeconds")
    FROM before GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "ClockTally" (kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing,
      used, clocks, "centreSeconds", "applicantSeconds", "externalSeconds")
    SELECT kind, team, code, basis, "legalBasis", stage, "startedOn", ("knownAt" AT TIME ZONE 'Asia/Shanghai')::date,
      ("endKnownAt" AT TIME ZONE 'Asia/Shanghai')::date, state, used, count(*), sum("centreSeconds"),
      sum("applicantSeconds"), sum("externalSeconds")
    FROM after GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
  END IF;
  RETURN NULL;
END; $$;
CREATE TRIGGER tally_new_clocks AFTER INSERT ON "ClockView" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
CREATE TRIGGER tally_changed_clocks AFTER UPDATE ON "ClockView" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
CREATE TRIGGER tally_gone_clocks AFTER DELETE ON "ClockView" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
INSERT INTO "ClockTally" (kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing,
  used, clocks, "centreSeconds", "applicantSeconds", "externalSeconds")
SELECT kind, team, code, basis, "legalBasis", stage, "startedOn", ("knownAt" AT TIME ZONE 'Asia/Shanghai')::date,
  ("endKnownAt" AT TIME ZONE 'Asia/Shanghai')::date, state, used, count(*), sum("centreSeconds"),
  sum("applicantSeconds"), sum("externalSeconds")
FROM "ClockView" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- The few open ones among many closed: the watch looks at these again and again.
CREATE INDEX "CaseView_open" ON "CaseView" ("openedAt") WHERE status <> 'closed';
CREATE INDEX "ClockTally_fresh" ON "ClockTally" ("startedOn") WHERE fresh;
