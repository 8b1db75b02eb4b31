import { offerUntil, slotsInstead } from '../domain/booking/admit-booking.ts'
import { personId } from '../domain/case/codes.ts'
import { definitions } from '../domain/kinds/index.ts'
import { formatInstant, parseInstant } from '../domain/time/local-date.ts'
import { announceSlots } from '../prisma/announcements.ts'
import { casesWithoutBooking, releaseCase } from '../prisma/bookings.ts'
import { offerInstead } from '../prisma/displaced.ts'
import { readEarliestSlots } from '../prisma/slots.ts'
import type { Activities } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/** How many cases are told at once. */
const batch = 20

/** A slot was given back: whoever waits for one asks anew, as of the same instant. */
async function tellSlots(
  { prisma, processes }: Pick<ActivityParts, 'prisma' | 'processes'>,
  { by, purposes, at }: Parameters<Activities['tellSlots']>[0],
): Promise<void> {
  const now = parseInstant(at)
  if (now === undefined) return
  for (const purpose of purposes) {
    await announceSlots(prisma, purpose)
    const kinds = definitions.filter(({ bookings }) => bookings.includes(purpose)).map(({ kind }) => kind)
    const found = await casesWithoutBooking(prisma, { kinds, purpose, now })
    const waiting = found.filter((id) => id !== by)
    for (let start = 0; start < waiting.length; start += batch)
      await Promise.all(
        waiting.slice(start, start + batch).map((id) => processes.signal(id, 'slotsChanged', { purpose, at })),
      )
  }
}

/** What the processes ask of slots; taking one is a person's command and lies in the api. */
export function createSlotActivities({
  prisma,
  officeTime,
  processes,
}: Pick<ActivityParts, 'prisma' | 'officeTime' | 'processes'>): Pick<
  Activities,
  'freeSlots' | 'holdSlots' | 'releaseBookings' | 'tellSlots'
> {
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
    tellSlots: (request) => tellSlots({ prisma, processes }, request),
  }
}
