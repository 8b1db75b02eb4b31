-- An absence begins once: the open claims of the officer are given back at that instant.
ALTER TABLE "Absence" ADD COLUMN "begunAt" TIMESTAMPTZ(0);
