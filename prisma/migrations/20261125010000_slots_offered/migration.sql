-- How far a new holiday table has been told to open cases.
ALTER TABLE "CalendarTable" ADD COLUMN "toldUpTo" TEXT, ADD COLUMN "toldCases" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "toldAllAt" TIMESTAMPTZ(0);

-- A slot offered instead of an appointment that the centre could not keep is nobody else's either.
DROP INDEX "Booking_one_per_slot";
CREATE UNIQUE INDEX "Booking_one_per_slot" ON "Booking" ("officerId", "startsAt") WHERE "state" IN ('held', 'offered', 'booked');
