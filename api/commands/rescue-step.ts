import { z } from 'zod'
import { answerSchemas } from '../../activities/outside/answer-schemas.ts'
import { type CaseId, caseId, code, type SealedId } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { factsAndWords } from '../../domain/case/facts-and-words.ts'
import { isParty } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { findCaseFile } from '../../prisma/case-files.ts'
import { findStuck, type StuckRow } from '../../prisma/stuck.ts'
import { rescue } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'
import { defineCommand, type Outcome } from './command.ts'
import { faultsOf } from './form-faults.ts'
import { jsonSchemaOf } from './schemas.ts'
import { deliver } from './send.ts'

export const rescueStepInput = z.strictObject({
  stuck: z.string().max(64),
  how: z.enum(['retry', 'resolve', 'give-up']),
  answer: z.record(z.string(), z.json()).optional(),
  /** Where the answer came from: a telephone call, a letter. */
  source: z.string().trim().min(1).max(500).optional(),
})
export type RescueStepInput = z.infer<typeof rescueStepInput>

const schemas: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = answerSchemas

/** The form in which an answer obtained by hand is entered; undefined for a step that takes none. */
function answerSchema({ kind, system, step }: Pick<StuckRow, 'kind' | 'system' | 'step'>): z.ZodType | undefined {
  const operation = definitionOf(kind)?.steps[step]?.operation
  return operation === undefined ? undefined : schemas[system]?.[operation]
}

/** The step's own form as JSON Schema, and whether the kind says what happens when it is given up. */
export function rescueForm(stuck: Pick<StuckRow, 'kind' | 'system' | 'step'>) {
  const schema = answerSchema(stuck)
  return {
    answer: schema === undefined ? null : jsonSchemaOf(schema),
    giveUp: definitionOf(stuck.kind)?.steps[stuck.step]?.giveUp === true,
  }
}

/** The answer by its schema, taken apart: facts go on, words are sealed. */
async function readAnswer(
  { vault }: Parts,
  stuck: StuckRow,
  { answer, source }: RescueStepInput,
): Promise<Problem | Facts> {
  if (source === undefined)
    return { refused: 'answer-invalid', errors: [{ pointer: '/source', code: 'field-missing' }] }
  if (answer === undefined)
    return { refused: 'answer-invalid', errors: [{ pointer: '/answer', code: 'field-missing' }] }
  const read = answerSchema(stuck)?.safeParse(answer, { reportInput: true })
  if (read === undefined) return { refused: 'answer-invalid' }
  if (!read.success) return { refused: 'answer-invalid', errors: faultsOf(read.error, '/answer') }
  const { facts, words } = factsAndWords(Object(read.data))
  if (words === undefined) return facts
  return { ...facts, sealed: code(await vault.seal(caseId(stuck.caseId), 'data', words)) }
}

const isProblem = (read: Problem | Facts | null): read is Problem =>
  read !== null && 'refused' in read && typeof read['refused'] === 'string'

/** A stuck step is tried again, resolved by hand with the answer it should have had, or given up. */
export const rescueStep = defineCommand<RescueStepInput>({
  operation: 'rescue-step',
  input: rescueStepInput,
  caseOf: () => null,
  run: async (parts, { id: updateId, caller, input, at }): Promise<Outcome> => {
    const stuck = await findStuck(parts.prisma, input.stuck)
    if (stuck === null) return { refused: 'not-found' }
    const id: CaseId = caseId(stuck.caseId)
    const file = await findCaseFile(parts.prisma, id)
    if (file === undefined || isParty(caller, file)) return { refused: 'not-yours' }
    const answer = input.how === 'resolve' ? await readAnswer(parts, stuck, input) : null
    if (isProblem(answer)) return answer
    const source: SealedId | null =
      input.source === undefined ? null : await parts.vault.seal(id, 'note', { text: input.source, inLetter: false })
    const argument = { by: caller.personId, at: formatInstant(at), stuckId: stuck.id, how: input.how, answer, source }
    const sent = await deliver(parts, rescue, { caseId: id, updateId, argument })
    return 'answer' in sent ? { done: { id: stuck.id, how: input.how } } : sent
  },
})
