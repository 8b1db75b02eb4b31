import { ApplicationFailure } from '@temporalio/common'
import { type CaseId, code, sealedId } from '../domain/case/codes.ts'
import type { Facts } from '../domain/case/facts.ts'
import { factsAndWords } from '../domain/case/facts-and-words.ts'
import { forms } from '../domain/kinds/form.ts'
import { definitionOf } from '../domain/kinds/index.ts'
import { fromColumn } from '../prisma/json-column.ts'
import { type CaseAtHand, caseAtHand } from './case-at-hand.ts'
import type { OutsideAnswer, OutsideQuestion } from './contract.ts'
import { outsideFailure } from './outside/failures.ts'
import type { ActivityParts } from './parts.ts'

type Operation = (asked: Readonly<Record<string, unknown>>) => Promise<unknown>

/**
 * Asks an outside system one thing of a case: the kind's form says with what, the system's client how. The
 * Idempotency-Key is made of case number, step and turn, so that whatever a lost answer had done is found again.
 */
export async function askOutside(parts: ActivityParts, question: OutsideQuestion): Promise<OutsideAnswer> {
  const about = await caseAtHand(parts, question.caseId)
  const step = definitionOf(about.kind)?.steps[question.step]
  const operation = step === undefined ? undefined : operationOf(parts.outside, question.system, step.operation)
  if (operation === undefined) throw ApplicationFailure.nonRetryable('unknown-step', 'Defect')
  const key = `${about.number}:${question.step}${question.turn > 1 ? `:${question.turn}` : ''}`
  const answer = await operation({ ...(await payload(parts, about, question)), key, caseNumber: about.number })
  if (typeof answer !== 'object' || answer === null) throw outsideFailure('Nonsense', { code: 'no-object' })
  if ('refused' in answer && typeof answer.refused === 'string')
    return { how: 'refused', refused: code(answer.refused) }
  return { how: 'answered', answer: await asFacts(parts, about, answer) }
}

/** A client's function by its name in the definition; a name it has not is a defect, found by the test of completeness. */
function operationOf(outside: ActivityParts['outside'], system: string, operation: string): Operation | undefined {
  const client: object | undefined = Object.entries(outside).find(([name]) => name === system)?.[1]
  const found: unknown =
    client === undefined ? undefined : Object.entries(client).find(([name]) => name === operation)?.[1]
  // oxlint-disable-next-line typescript/consistent-type-assertions -- what is asked is made by the kind's form and read by the other side's contract; here it only passes through
  return typeof found === 'function' ? (found as Operation) : undefined
}

async function payload(parts: ActivityParts, about: CaseAtHand, { step, data, caseId }: OutsideQuestion) {
  const make = forms[about.kind]?.payloads[step]
  if (make === undefined) throw ApplicationFailure.nonRetryable('unknown-payload', 'Defect')
  const view = await parts.prisma.caseView.findUnique({ where: { caseId }, select: { view: true } })
  return make({
    form: about.form,
    track: about.track,
    facts: factsOf(view?.view),
    data,
    at: await parts.officeTime.now(),
    ...(await wordsOf(parts, caseId, data)),
    ...(await documentOf(parts, caseId, data)),
  })
}

async function wordsOf({ vault }: ActivityParts, caseId: CaseId, { sealed }: Facts) {
  const words: unknown = typeof sealed === 'string' ? await vault.open(caseId, sealedId(sealed)) : undefined
  return typeof words === 'object' && words !== null ? { words: Object.fromEntries(Object.entries(words)) } : {}
}

async function documentOf({ prisma }: ActivityParts, caseId: CaseId, { document }: Facts) {
  if (typeof document !== 'string') return {}
  const found = await prisma.document.findFirst({ where: { caseId, number: document } })
  return found?.sha256 == null ? {} : { document: { number: found.number, sha256: found.sha256 } }
}

/** Facts as they are projected; the step's own come in `data`. */
const factsOf = (view: unknown): Facts =>
  typeof view === 'object' && view !== null && 'facts' in view ? fromColumn<Facts>(view.facts) : {}

/** Codes, numbers, dates and truth values go on as facts; whatever may be somebody's words is sealed. */
async function asFacts(
  { vault }: Pick<ActivityParts, 'vault'>,
  { caseId }: Pick<CaseAtHand, 'caseId'>,
  answer: object,
): Promise<Facts> {
  const { facts, words } = factsAndWords(answer)
  return words === undefined ? facts : { ...facts, sealed: code(await vault.seal(caseId, 'data', words)) }
}
