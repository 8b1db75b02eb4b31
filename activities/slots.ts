import { offerUntil, slotsInstead } from '../domain/booking/admit-booking.ts'
import { personId } from '../domain/case/codes.ts'
import { formatInstant, parseInstant } from '../domain/time/local-date.ts'
import { releaseCase } from '../prisma/bookings.ts'
import { offerInstead } from '../prisma/displaced.ts'
import { readEarliestSlots } from '../prisma/slots.ts'
import type { Activities } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/** What the processes ask of slots; taking one is a person's command and lies in the api. */
export function createSlotActivities({
  prisma,
  officeTime,
}: Pick<ActivityParts, 'prisma' | 'officeTime'>): Pick<Activities, 'freeSlots' | 'holdSlots' | 'releaseBookings'> {
  return {
    async freeSlots({ purpose, from, count, languages, caseId }) {
      const instant = parseInstant(from) ?? (await officeTime.now())
      const whose = {
        ...(languages === undefined ? {} : { languages }),
        ...(caseId === undefined ? {} : { forCase: caseId }),
      }
      const slots = await readEarliestSlots(prisma, { purpose, from: instant, now: instant, count, ...whose })
      return slots.map(({ startsAt, officer }) => ({ startsAt: formatInstant(startsAt), officer: personId(officer) }))
    },
    async holdSlots({ caseId, purpose, insteadOf, languages, at }) {
      const now = parseInstant(at) ?? (await officeTime.now())
      const offering = { now, until: offerUntil(now), count: slotsInstead, languages }
      await offerInstead(prisma, { caseId, purpose, id: insteadOf }, offering)
    },
    async releaseBookings({ caseId }) {
      const released = await releaseCase(prisma, caseId, await officeTime.now())
      return released.map(({ id, purpose }) => ({ id, purpose }))
    },
  }
}
