import { z } from 'zod'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import type { Draft, Fault } from '../../domain/case/form.ts'
import { forms } from '../../domain/kinds/form.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { mostMatters } from '../../domain/plan/admit-plan-act.ts'
import type { Chosen } from '../../domain/plan/plan-events.ts'
import { type PlanAnswers, propose } from '../../domain/plan/propose.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { mayAct, seeCase } from './case-view.ts'
import type { Command } from './command.ts'
import { openCase } from './open-case.ts'

/** A case opened before, or a kind and track for a draft to be opened with the plan. */
const matter = z.union([
  z.string().max(64),
  z.strictObject({ kind: z.string().max(64), track: z.string().max(64).optional() }),
])
export const mattersInput = z.array(matter).max(mostMatters)
export type MattersInput = z.infer<typeof mattersInput>

type Asking = Pick<Command<unknown>, 'id' | 'caller' | 'at' | 'resent'> & {
  readonly answers: PlanAnswers
  /** Where the first of them stands in what was sent. */
  readonly pointer: string
}

const invalid = (pointer: string): Fault => ({ pointer, code: 'field-invalid' })

/** The cases that were named, and drafts opened for the rest; each with the reason for which it comes into the plan. */
export async function takeMatters(
  parts: Parts,
  asking: Asking,
  matters: MattersInput,
): Promise<Problem | readonly Chosen[]> {
  const known = await knownCases(parts, asking, matters)
  const faults = faultsIn(known, asking)
  if (faults.length > 0) return problemOf(faults)
  const person = await personIn(parts, known)
  const chosen: Chosen[] = []
  for (const [index, wanted] of matters.entries()) {
    const taken = typeof wanted === 'string' ? known[index] : await opened(parts, { asking, index, person }, wanted)
    if (isProblem(taken)) return taken
    if (taken != null) chosen.push({ case: taken.id, reason: reasonFor(asking.answers, taken) })
  }
  return chosen.filter(({ case: id }, index) => chosen.findIndex((each) => each.case === id) === index)
}

const faultsIn = (known: readonly (Taken | null | undefined)[], { pointer }: Asking): readonly Fault[] =>
  known.flatMap((found, index) => (found === null ? [invalid(`${pointer}/${index}`)] : []))

type Taken = { readonly id: CaseId; readonly kind: string; readonly track: string }

/** Null for what is not theirs to plan with, or no kind of ours; undefined for what is yet to be opened. */
function knownCases(
  parts: Parts,
  { caller }: Asking,
  matters: MattersInput,
): Promise<readonly (Taken | null | undefined)[]> {
  return Promise.all(
    matters.map(async (wanted) => {
      if (typeof wanted !== 'string') return isOffered(wanted) ? undefined : null
      const seen = await seeCase(parts, caller, wanted)
      if (seen === undefined || !mayAct(caller, seen, 'applicant')) return null
      return { id: seen.id, kind: seen.row.kind, track: seen.row.track }
    }),
  )
}

const isOffered = ({ kind, track }: Exclude<MattersInput[number], string>): boolean => {
  const definition = definitionOf(kind)
  return definition !== undefined && (track === undefined || definition.tracks.includes(track))
}

/** Typed once: the person as the first form of theirs in the plan has them. */
async function personIn({ vault }: Parts, known: readonly (Taken | null | undefined)[]): Promise<unknown> {
  for (const found of known) {
    const form: Draft = found == null ? {} : ((await vault.form(found.id))?.form ?? {})
    if (form['person'] !== undefined) return form['person']
  }
  return undefined
}

type Opening = { readonly asking: Asking; readonly index: number; readonly person: unknown }

async function opened(
  parts: Parts,
  { asking, index, person }: Opening,
  { kind, track }: Exclude<MattersInput[number], string>,
): Promise<Problem | Taken> {
  const { id, caller, at, resent } = asking
  const form = person === undefined || forms[kind]?.person !== undefined ? {} : { person }
  const input = openCase.input.parse({ kind, form, ...(track === undefined ? {} : { track }) })
  const outcome = await openCase.run(parts, { id: `${id}.matter.${index}`, caller, at, resent, input })
  if (isProblem(outcome)) return outcome
  const name = 'pending' in outcome ? outcome.pending : outcome.created
  if (name == null) return { refused: 'unavailable' }
  const chosen = track ?? definitionOf(kind)?.tracks[0] ?? ''
  return { id: caseId(name), kind, track: chosen }
}

/** The answers that speak for it; else it was chosen. */
const reasonFor = (answers: PlanAnswers, { kind, track }: Taken): string =>
  propose(answers).find((proposal) => proposal.kind === kind && proposal.track === track)?.reason ?? 'chosen'
