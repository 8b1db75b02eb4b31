import { caseId, sealedId } from '../../domain/case/codes.ts'
import { reasonsOffered, taskOf } from '../../domain/case/definition.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant, instantFromMillis } from '../../domain/time/local-date.ts'
import { findTask, type TaskRow } from '../../prisma/tasks.ts'
import type { Parts } from '../parts.ts'
import { decisionDoor, jsonSchemaOf } from './schemas.ts'

const text = (date: Date | null): string | null =>
  date === null ? null : formatInstant(instantFromMillis(date.getTime()))

/** Why a task stands where it stands in the inbox: the state of its clock as recorded, never a comparison. */
function urgencyOf({ targetClock, targetState, dueNow, targetAt }: TaskRow): string {
  if (targetClock === null) return 'no-target'
  if (targetState === 'breached') return 'breached'
  if (targetState === 'paused') return 'paused'
  return (dueNow ?? targetAt) === null ? 'no-target' : 'due'
}

/** A task as the inbox shows it. */
export function taskSummary(row: TaskRow) {
  const open = row.view?.tasks.find(({ id }) => id === row.id)
  return {
    id: row.id,
    case: row.caseId,
    number: row.number,
    task: row.task,
    kind: row.kind,
    track: row.track,
    team: row.team,
    assignee: row.assigneeId,
    insteadOf: open?.insteadOf ?? null,
    state: row.state,
    outcomes: open?.outcomes ?? [],
    openedAt: text(row.openedAt),
    target: text(row.dueNow ?? row.targetAt),
    targetClock: row.targetClock,
    reason: urgencyOf(row),
    about: open?.about ?? {},
  }
}

/** A task with what its decision takes. */
export function taskDetail(row: TaskRow) {
  const summary = taskSummary(row)
  const definition = definitionOf(row.kind)
  const outcomes = definition === undefined ? {} : taskOf(definition, row.task).outcomes
  return {
    ...summary,
    reasons: Object.fromEntries(
      summary.outcomes.map((outcome) => {
        const rule = outcomes[outcome]
        return [outcome, definition === undefined || rule === undefined ? [] : reasonsOffered(definition, rule)]
      }),
    ),
    schema: jsonSchemaOf(decisionDoor(row.kind, row.task).schema),
  }
}

/** The task as it now is; null when it is not for the caller any more. */
export async function shownTask({ prisma, vault }: Pick<Parts, 'prisma' | 'vault'>, caller: Caller, id: string) {
  const row = await findTask(prisma, caller, id)
  if (row === undefined) return null
  const detail = taskDetail(row)
  const asked = await wordsAsked(vault, row)
  return asked === undefined ? detail : { ...detail, about: { ...detail.about, asked } }
}

/** What somebody asked for in words, for whoever is to decide on it; only its id is known outside the vault. */
export async function wordsAsked(vault: Parts['vault'], row: TaskRow): Promise<unknown> {
  const { request, objection } = taskSummary(row).about
  const sealed = request ?? objection
  return typeof sealed === 'string' ? await vault.open(caseId(row.caseId), sealedId(sealed)) : undefined
}
