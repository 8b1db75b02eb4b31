import { z } from 'zod'
import { isPurpose, slotMinutesOf } from '../../domain/booking/roster.ts'
import { personId } from '../../domain/case/codes.ts'
import { parseLocalDate } from '../../domain/time/local-date.ts'
import { enterAbsence } from '../../prisma/absences.ts'
import { findOfficer } from '../../prisma/accounts.ts'
import { beginAbsences, moveAppointments } from '../../prisma/office-work.ts'
import { endRoster, enterRoster } from '../../prisma/rosters.ts'
import { problemOf } from '../problems.ts'
import { tellOf } from './begin-absences.ts'
import { defineCommand, type Outcome } from './command.ts'
import { tellWaiting } from './tell-waiting.ts'

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const day = z.iso.date()
const officer = z.string().max(254)

export const enterRosterInput = z
  .strictObject({
    /** Mail address of an account, or the id of a person. */
    officer,
    purpose: z.string().refine(isPurpose),
    days: z.array(weekday).min(1).max(7),
    from: hour,
    to: hour,
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(20),
    makeUpAs: weekday.optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'] })
export type EnterRosterInput = z.infer<typeof enterRosterInput>

const unknownOfficer = (pointer: string): Outcome => problemOf([{ pointer, code: 'field-invalid' }])

/** Gives an officer's slots from now on; cases that wait for one are told. */
export const enterRosterCommand = defineCommand<EnterRosterInput>({
  operation: 'enter-roster',
  input: enterRosterInput,
  caseOf: () => null,
  run: async (parts, { id, input, at }): Promise<Outcome> => {
    const found = await findOfficer(parts.prisma, input.officer)
    if (found === undefined) return unknownOfficer('/officer')
    const { purpose, makeUpAs = null, ...rest } = input
    if (!isPurpose(purpose)) return problemOf([{ pointer: '/purpose', code: 'field-invalid' }])
    const roster = { ...rest, purpose, makeUpAs, slotMinutes: slotMinutesOf(purpose) }
    await enterRoster(parts.prisma, { ...roster, id, officer: personId(found) }, at)
    await tellWaiting(parts, [purpose])
    return { done: { ...roster, id, officer: found }, created: id }
  },
})

export const endInput = z.strictObject({ id: z.string().max(64) })
export type EndInput = z.infer<typeof endInput>

/** Ends a roster: it gives no more slots; appointments that were made stand. */
export const endRosterCommand = defineCommand<EndInput>({
  operation: 'end-roster',
  input: endInput,
  caseOf: () => null,
  run: async ({ prisma }, { input, at, resent }): Promise<Outcome> =>
    (await endRoster(prisma, input.id, at)) || resent ? { done: null } : { refused: 'not-found' },
})

export const enterAbsenceInput = z
  .strictObject({ officer, from: day, to: day, substitute: officer.optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'] })
export type EnterAbsenceInput = z.infer<typeof enterAbsenceInput>

/** Enters an absence: appointments are moved at once, open claims given back when its first day begins. */
export const enterAbsenceCommand = defineCommand<EnterAbsenceInput>({
  operation: 'enter-absence',
  input: enterAbsenceInput,
  caseOf: () => null,
  run: async (parts, { id, input, at: now }): Promise<Outcome> => {
    const { prisma } = parts
    const absent = await findOfficer(prisma, input.officer)
    if (absent === undefined) return unknownOfficer('/officer')
    const stands = input.substitute === undefined ? undefined : await findOfficer(prisma, input.substitute)
    const [from, to] = [parseLocalDate(input.from), parseLocalDate(input.to)]
    if (input.substitute !== undefined && (stands === undefined || stands === absent))
      return unknownOfficer('/substitute')
    if (from === undefined || to === undefined) return unknownOfficer('/from')
    const absence = { id, officer: absent, from, to, substitute: stands ?? null }
    await enterAbsence(prisma, absence, now)
    const telling = { prisma, tell: tellOf(parts) }
    await beginAbsences(telling, now)
    await moveAppointments(telling, now)
    return { done: absence, created: id }
  },
})
