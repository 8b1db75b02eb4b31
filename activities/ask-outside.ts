import { ApplicationFailure } from '@temporalio/common'
import { type Code, code } from '../domain/case/codes.ts'
import type { Fact, Facts } from '../domain/case/facts.ts'
import { forms } from '../domain/kinds/form.ts'
import { definitionOf } from '../domain/kinds/index.ts'
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
  // What is asked is made by the kind's form and read by the other side's contract; here it only passes through.
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
  })
}

/** Facts as they are projected; the step's own come in `data`. */
const factsOf = (view: unknown): Facts =>
  typeof view === 'object' && view !== null && 'facts' in view ? (view.facts as Facts) : {}

/** Codes, numbers, dates and truth values go on as facts; whatever may be somebody's words is sealed. */
export async function asFacts(
  { vault }: Pick<ActivityParts, 'vault'>,
  { caseId }: Pick<CaseAtHand, 'caseId'>,
  answer: object,
): Promise<Facts> {
  const entries = Object.entries(answer).map(([name, value]): readonly [string, Fact | undefined, unknown] => [
    name,
    factOf(name, value),
    value,
  ])
  const open = entries.filter(([, fact]) => fact !== undefined)
  const words = entries.filter(([, fact, value]) => fact === undefined && value !== undefined)
  const facts: Record<string, Fact> = {}
  for (const [name, fact] of open) if (fact !== undefined) facts[name] = fact
  if (words.length === 0) return facts
  const sealed = await vault.seal(caseId, 'data', Object.fromEntries(words.map(([name, , value]) => [name, value])))
  return { ...facts, sealed: code(sealed) }
}

/** Names of fields that hold words even when the words look like a code. */
const alwaysWords: ReadonlySet<string> = new Set(['name', 'place', 'to', 'reason', 'link', 'address', 'title'])

function factOf(name: string, value: unknown): Fact | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'string' || alwaysWords.has(name)) return undefined
  return asCode(value)
}

function asCode(text: string): Code | undefined {
  try {
    return code(text)
  } catch {
    return undefined
  }
}
