import type { CaseId, PersonId } from '../case/codes.ts'
import type { Instant } from '../time/local-date.ts'
import { type Slot, type SlotsAsked, slotsOffered, type Timetable } from './roster.ts'

/** An officer's time that is spoken for: booked, or held until an instant. */
export type Taking = {
  readonly officer: PersonId
  readonly startsAt: Instant
  readonly minutes: number
  readonly heldUntil: Instant | null
  readonly caseId: CaseId
}

export type FreeSlotsAsked = SlotsAsked & {
  readonly now: Instant
  readonly language?: string
  /** Any of these will do. */
  readonly languages?: readonly string[]
  /** Slots held for this case are free to it. */
  readonly forCase?: CaseId
}

/** A hold ends by its own instant, whether anybody cleared it away or not. */
const holds = ({ heldUntil }: Pick<Taking, 'heldUntil'>, now: Instant): boolean => heldUntil === null || now < heldUntil

/** Whether a slot takes any of the time that is spoken for, whatever it was taken for. */
const overlaps = (slot: Slot, { officer, startsAt, minutes }: Taking): boolean =>
  officer === slot.officer && slot.startsAt < startsAt + minutes * 60 && startsAt < slot.startsAt + slot.minutes * 60

/** Slots that can be taken now: offered, not begun, in the language, and nobody else's. */
export function freeSlots(timetable: Timetable, takings: readonly Taking[], asked: FreeSlotsAsked): readonly Slot[] {
  const { now, language, languages, forCase } = asked
  const standing = takings.filter(
    (taking) => holds(taking, now) && (taking.heldUntil === null || taking.caseId !== forCase),
  )
  return slotsOffered(timetable, asked).filter(
    (slot) =>
      slot.startsAt > now &&
      (language === undefined || slot.languages.includes(language)) &&
      (languages === undefined || slot.languages.some((spoken) => languages.includes(spoken))) &&
      !standing.some((taking) => overlaps(slot, taking)),
  )
}
