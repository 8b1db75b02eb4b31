import type { Fault } from '../../domain/case/form.ts'
import type { CommandDefinition, Outcome } from '../commands/command.ts'
import { faultsOf } from '../commands/form-faults.ts'
import { doOnce } from '../idempotency.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { faultText, idOf } from './fields.ts'
import { goTo, refusalText, type SignedVisit } from './kit.ts'
import type { Speech } from './speech.ts'
import { textOf } from './typed.ts'

/**
 * Does what a form asks, once for the form's own key: by the same command as the JSON api, read by the same contract.
 * What was left out of the form is left out of the input.
 */
export async function attempt<Input>(
  { kit, caller, sent }: SignedVisit,
  definition: CommandDefinition<Input>,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { parts } = kit
  const read = definition.input.safeParse(input, { reportInput: true })
  if (!read.success) return problemOf(faultsOf(read.error, ''))
  const key = textOf(sent, 'key')
  const outcome = await doOnce(parts, definition, { caller, key: key === '' ? undefined : key, input: read.data })
  const answer = isProblem(outcome) ? 'refused' : 'pending' in outcome ? 'pending' : 'done'
  parts.metrics.commands.inc({ operation: definition.operation, answer })
  return outcome
}

type Next = { readonly path: string; readonly told: string }

/** On to the next page when it is done, or taken in; answers the problem when it is neither. */
export function orOnwards(visit: SignedVisit, outcome: Outcome, { path, told }: Next): Problem | undefined {
  if (isProblem(outcome)) return outcome
  goTo(visit, path, 'pending' in outcome ? 'being-done' : told)
  return undefined
}

export type FaultLine = { readonly href?: string; readonly label?: string; readonly message: string }

type Naming = {
  readonly speech: Speech
  /** What a place of the form is called, by its dotted path; undefined for one that is not on this page. */
  readonly labelOf: (path: string) => { readonly label: string; readonly href?: string } | undefined
}

/** Faults as they stand on top of a page, each a link to its field. */
export function faultLines(faults: readonly Fault[], { speech, labelOf }: Naming): readonly FaultLine[] {
  return faults.map(({ pointer, code }) => {
    const path = pointer
      .replace(/^\/(form|data|answer)\//, '')
      .replace(/^\//, '')
      .replaceAll('/', '.')
    return { href: `#${idOf(path)}`, ...labelOf(path), message: faultText(speech, code) }
  })
}

/** A problem on top of the page it belongs to: its faults where it names any, else its own words. */
export function problemData(problem: Problem, naming: Naming): object {
  const { errors = [] } = problem
  return errors.length > 0 ? { faults: faultLines(errors, naming) } : { refusal: refusalText(naming.speech, problem) }
}
