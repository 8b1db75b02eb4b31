import { z } from 'zod'
import { isPurpose, slotMinutesOf } from '../../domain/booking/roster.ts'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import type { Planned } from '../../domain/plan/make-plan.ts'
import { isOneVisit } from '../../domain/plan/sequence.ts'
import type { VisitStep } from '../../domain/plan/visits.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { type BookSlotInput, bookSlot } from './book-slot.ts'
import { cancelBooking } from './change-booking.ts'
import type { Command } from './command.ts'

const instant = z.iso.datetime({ offset: true })

/** Instants go to the steps that can be booked, in their order; or each slot says which case and purpose it is for. */
export const slotsInput = z
  .array(
    z.union([
      instant,
      z.strictObject({
        case: z.string().max(64),
        purpose: z.string().refine(isPurpose),
        slot: instant,
        officer: z.string().max(254).optional(),
      }),
    ]),
  )
  .min(1)
  .max(10)
type SlotsInput = z.infer<typeof slotsInput>

type Wanted = BookSlotInput & { readonly case: CaseId }

export type Booked = { readonly case: CaseId; readonly startsAt: string }

type Asking = { readonly plan: Planned; readonly slots: SlotsInput }

/** Books one visit, whole or not at all: slots next to each other on one day, each for the step of its case. */
export async function bookVisit(
  parts: Parts,
  command: Pick<Command<unknown>, 'id' | 'caller' | 'at' | 'resent'>,
  { plan, slots }: Asking,
): Promise<Problem | readonly Booked[]> {
  const wanted = wantedBy(plan, slots)
  if ('refused' in wanted) return wanted
  const taken = wanted.map(({ purpose, slot }) => ({
    at: parseInstant(slot) ?? command.at,
    minutes: slotMinutesOf(purpose),
  }))
  if (!isOneVisit(taken)) return { refused: 'visit-scattered' }
  const made: string[] = []
  for (const [index, each] of wanted.entries()) {
    const outcome = await bookSlot.run(parts, { ...command, id: `${command.id}.visit.${index}`, input: each })
    if (isProblem(outcome)) {
      await giveBack(parts, command, made)
      return outcome
    }
    if ('done' in outcome && outcome.created !== undefined) made.push(outcome.created)
  }
  return wanted.map(({ case: id, slot }) => ({ case: id, startsAt: slot }))
}

/** Each slot with the step it is for; a fault for one that no step waits for. */
function wantedBy(plan: Planned, slots: SlotsInput): Problem | readonly Wanted[] {
  const open = plan.whyVisits.filter(({ done, slot, purpose }) => !done && slot === null && purpose !== null)
  const found = slots.map((slot, index) =>
    typeof slot === 'string' ? forStep(open[index], slot) : { ...slot, case: caseId(slot.case) },
  )
  const faults = found.flatMap((each, index) =>
    each !== undefined && isOfPlan(plan, each) ? [] : [{ pointer: `/data/slots/${index}`, code: 'slot-not-offered' }],
  )
  return faults.length > 0 ? problemOf(faults) : found.filter((each) => each !== undefined)
}

function forStep(step: VisitStep | undefined, slot: string): Wanted | undefined {
  const purpose = step?.purpose ?? ''
  return step === undefined || !isPurpose(purpose) ? undefined : { case: step.case, purpose, slot }
}

const isOfPlan = ({ matters }: Planned, { case: id }: Wanted): boolean => matters.some((matter) => matter.case === id)

/** What was booked already is given back: half a visit is none. */
async function giveBack(
  parts: Parts,
  command: Pick<Command<unknown>, 'id' | 'caller' | 'at' | 'resent'>,
  made: readonly string[],
): Promise<void> {
  for (const [index, booking] of made.entries())
    await cancelBooking.run(parts, { ...command, id: `${command.id}.visit.back.${index}`, input: { booking } })
}
