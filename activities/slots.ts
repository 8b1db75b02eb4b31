import { personId } from '../domain/case/codes.ts'
import { formatInstant, parseInstant } from '../domain/time/local-date.ts'
import { releaseCase } from '../prisma/bookings.ts'
import { readEarliestSlots } from '../prisma/slots.ts'
import type { Activities } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/** What the processes ask of slots; taking one is a person's command and lies in the api. */
export function createSlotActivities({
  prisma,
  officeTime,
}: Pick<ActivityParts, 'prisma' | 'officeTime'>): Pick<Activities, 'freeSlots' | 'releaseBookings'> {
  return {
    async freeSlots({ purpose, from, count }) {
      const instant = parseInstant(from) ?? (await officeTime.now())
      const slots = await readEarliestSlots(prisma, { purpose, from: instant, now: instant, count })
      return slots.map(({ startsAt, officer }) => ({ startsAt: formatInstant(startsAt), officer: personId(officer) }))
    },
    async releaseBookings({ caseId }) {
      const released = await releaseCase(prisma, caseId, await officeTime.now())
      return released.map(({ id, purpose }) => ({ id, purpose }))
    },
  }
}
