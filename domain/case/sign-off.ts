import type { OpenTask } from './case-view.ts'
import type { PersonId } from './codes.ts'
import type { Definition } from './definition.ts'
import { reasonsOffered, taskOf } from './definition.ts'
import { type Refusal, refuse } from './refusal.ts'

export type Signature = {
  readonly by: PersonId
  /** The absent officer whom a substitute stands in for: both count as one. */
  readonly insteadOf: PersonId | null
}

export type DecisionRequest = Signature & {
  readonly outcome: string
  readonly reasons: readonly string[]
}

type Case = {
  readonly definition: Definition
  /** The applicant and the agent: neither ever signs in their own case. */
  readonly parties: readonly PersonId[]
}

const anyOf = (signature: Signature, persons: readonly PersonId[]): boolean =>
  persons.includes(signature.by) || (signature.insteadOf !== null && persons.includes(signature.insteadOf))

/** May this person hold or sign this task? Four eyes: persons are compared, never accounts. */
export function admitSignatory(
  task: OpenTask | undefined,
  signature: Signature,
  parties: readonly PersonId[],
): Refusal | undefined {
  if (task === undefined) return refuse('not-open')
  if (parties.includes(signature.by)) return refuse('not-yours')
  if (anyOf(signature, task.notBy)) return refuse('second-officer-required')
  return undefined
}

/** May the task be decided so? Asked before anything enters the history. */
export function admitDecision(task: OpenTask | undefined, request: DecisionRequest, about: Case): Refusal | undefined {
  const refused = admitSignatory(task, request, about.parties)
  if (refused !== undefined || task === undefined) return refused
  if (task.assignee !== null && task.assignee !== request.by) return refuse('already-claimed')
  return admitOutcome(task, request, about.definition)
}

function admitOutcome(task: OpenTask, request: DecisionRequest, definition: Definition): Refusal | undefined {
  const outcome = taskOf(definition, task.task).outcomes[request.outcome]
  if (outcome === undefined || !task.outcomes.includes(request.outcome)) return refuse('outcome-not-offered')
  const offered = reasonsOffered(definition, outcome)
  if (request.reasons.some((reason) => !offered.includes(reason))) return refuse('reason-unknown')
  const needed = outcome.reasons !== undefined && outcome.optional === undefined
  return needed && request.reasons.length === 0 ? refuse('reason-missing') : undefined
}
