import { z } from 'zod'
import { formatInstant } from '../../domain/time/local-date.ts'
import { extend } from '../../workflows/kit/messages.ts'
import { caseView, seeCase } from './case-view.ts'
import { defineCommand, type Outcome } from './command.ts'
import { deliver } from './send.ts'

export const extendClockInput = z.strictObject({
  case: z.string().max(64),
  clock: z.string().max(64),
  days: z.number().int().min(1).max(3650),
  reason: z.string().trim().min(1).max(2000),
})
export type ExtendClockInput = z.infer<typeof extendClockInput>

/** Extends a clock once, before it is due; the reason stands in the notice. */
export const extendClock = defineCommand<ExtendClockInput>({
  operation: 'extend-clock',
  input: extendClockInput,
  caseOf: (input) => input.case,
  run: async (parts, { id, caller, input, at }): Promise<Outcome> => {
    const seen = await seeCase(parts, caller, input.case)
    if (seen === undefined) return { refused: 'not-found' }
    if (seen.standing !== 'staff') return { refused: 'not-yours' }
    const why = await parts.vault.seal(seen.id, 'note', { text: input.reason, inLetter: true })
    const argument = { by: caller.personId, at: formatInstant(at), clock: input.clock, days: input.days, why }
    const sent = await deliver(parts, extend, { caseId: seen.id, updateId: id, argument })
    if (!('answer' in sent)) return sent
    const after = await seeCase(parts, caller, input.case)
    return after === undefined ? { pending: seen.id } : { done: await caseView(parts, caller, after) }
  },
})
