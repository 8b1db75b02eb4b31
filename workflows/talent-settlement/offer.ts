import { code } from '../../domain/case/codes.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import type { Clock } from '../kit/index.ts'
import type { Settlement } from './limits.ts'

const slotsShown = 3

/** Languages in which an applicant can be seen: their own, or Chinese. */
export const spoken = ({ facts }: Settlement): readonly string[] => [...new Set([facts.language, 'zh'])]

const earliest = (application: Settlement) => application.freeSlots('video', slotsShown, spoken(application))

type Slots = Awaited<ReturnType<typeof earliest>>

/** The centre owes a slot within five working days; shown one, it has kept its word, with or without a message. */
export async function newOffer(application: Settlement, message?: string): Promise<void> {
  const offer = application.clock('offer')
  const slots = await earliest(application)
  if (isInTime(offer, slots)) offer.met()
  const data = { clock: code('booking'), slots: slots.map(({ startsAt }) => code(startsAt)) }
  if (message !== undefined) await application.tell(message, { data })
  if (!offer.isOver) application.alongside(() => untilOffered(application, offer))
}

function isInTime(offer: Clock, slots: Slots): boolean {
  const { dueAt } = offer.result()
  const first = parseInstant(slots[0]?.startsAt ?? '')
  return first !== undefined && dueAt !== null && first <= dueAt
}

/** Asked again whenever slots change, until one can be shown or was booked; else the clock breaches and the supervisor sees it. */
async function untilOffered(application: Settlement, offer: Clock): Promise<void> {
  const { appointments } = application
  const isBooked = () => appointments.standing('video') !== undefined
  while (!offer.isOver) {
    const known = appointments.changes('video')
    if (isBooked() || isInTime(offer, await earliest(application))) return offer.met()
    await application.when(() => offer.isOver || isBooked() || appointments.changes('video') !== known)
  }
}
