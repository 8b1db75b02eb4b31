import type { CaseState, OpenAction, OpenTask } from '../../domain/case/case-view.ts'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { actsForApplicant, type Caller, mayReadPerson, type Standing, standingIn } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant, instantFromMillis } from '../../domain/time/local-date.ts'
import { tablesNamed } from '../../domain/time/stored-clock.ts'
import { tablesByName } from '../../prisma/calendar-tables.ts'
import { type CaseRow, findCase, namesOf } from '../../prisma/lists.ts'
import { materialsOf } from '../../prisma/materials.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { Parts } from '../parts.ts'
import { clockView } from './clock-view.ts'
import { actionDoor, jsonSchemaOf } from './schemas.ts'

/** A case that the caller may see, and what they are in it. */
export type SeenCase = {
  readonly row: CaseRow
  readonly state: CaseState
  readonly id: CaseId
  readonly standing: Standing
  /** They opened it, and so act for the person who stood before them. */
  readonly openedHere: boolean
}

/** The case as the caller may see it; undefined when it is not for them to know, or not recorded yet. */
export async function seeCase(
  { prisma }: Pick<Parts, 'prisma'>,
  caller: Caller,
  idOrNumber: string,
): Promise<SeenCase | undefined> {
  const row = await findCase(prisma, caller, idOrNumber)
  if (row === undefined || row.view === null) return undefined
  return {
    row,
    state: row.view,
    id: caseId(row.id),
    standing: standingIn(caller, row),
    openedHere: row.openedById === caller.personId,
  }
}

/** May the caller do this open action? */
export function mayAct(caller: Caller, seen: SeenCase, by: OpenAction['by']): boolean {
  if (by === 'applicant') return actsForApplicant(seen.standing, seen.openedHere)
  const team = definitionOf(seen.state.kind)?.team
  return seen.standing === 'staff' && caller.teams.some((own) => own === team)
}

const isStaff = ({ standing }: SeenCase): boolean => standing === 'staff' || standing === 'auditor'

const actionView = (kind: string, { action, until }: OpenAction) => ({
  action,
  until,
  schema: jsonSchemaOf(actionDoor(kind, action).schema),
})

const taskView = ({
  id,
  task,
  team,
  assignee,
  insteadOf,
  outcomes,
  targetAt,
  targetClock,
  openedAt,
  about,
}: OpenTask) => ({
  id,
  task,
  team,
  assignee,
  insteadOf,
  outcomes,
  target: targetAt,
  targetClock,
  openedAt,
  about,
})

/** Clocks with the ledger that explains each day. */
export async function clocksOf({ prisma, officeTime }: Pick<Parts, 'prisma' | 'officeTime'>, { state }: SeenCase) {
  const tables = await tablesByName(prisma, tablesNamed(state.clocks))
  const now = await officeTime.now()
  return state.clocks.map((clock) => clockView(clock, tables, now))
}

/** Form and materials, for those who may read them; none are left of a person who was forgotten. */
async function personalPart(parts: Pick<Parts, 'prisma' | 'vault'>, { id, standing }: SeenCase) {
  if (!mayReadPerson(standing)) return {}
  try {
    const [saved, materials] = await Promise.all([parts.vault.form(id), materialsOf(parts, id)])
    return { form: saved?.form ?? null, version: saved?.version ?? 0, materials }
  } catch (failure) {
    if (failure instanceof Forgotten) return {}
    throw failure
  }
}

async function peopleOf({ prisma }: Pick<Parts, 'prisma'>, seen: SeenCase) {
  const { row, state } = seen
  const signers = [...new Set(state.signatures.map(({ by }) => by))]
  const holders = isStaff(seen) ? state.tasks.flatMap(({ assignee }) => (assignee === null ? [] : [assignee])) : []
  const parties = [
    ...(row.applicantPersonId === null ? [] : [{ role: 'applicant', person: row.applicantPersonId }]),
    ...(row.agentPersonId === null ? [] : [{ role: 'agent', person: row.agentPersonId }]),
  ]
  const officers = [...new Set([...signers, ...holders])]
  const names = await namesOf(prisma, officers)
  const officer = (person: string) => {
    const { staffNumber = null, name = '' } = names.get(person) ?? {}
    // The applicant knows an officer by their number, as the papers do.
    return { role: 'officer', person, staffNumber, ...(isStaff(seen) ? { name } : {}) }
  }
  return [...parties, ...officers.map(officer)]
}

/** The case view (`contract.md`). */
export async function caseView(parts: Pick<Parts, 'prisma' | 'vault' | 'officeTime'>, caller: Caller, seen: SeenCase) {
  const { row, state } = seen
  const [clocks, personal, people] = await Promise.all([
    clocksOf(parts, seen),
    personalPart(parts, seen),
    peopleOf(parts, seen),
  ])
  const open = state.actions.filter(({ by }) => mayAct(caller, seen, by))
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    track: row.track,
    channel: state.channel,
    status: state.status,
    stage: state.stage,
    waitingFor: state.waitingFor,
    outcome: state.outcome,
    reasons: state.reasons,
    openedAt: state.openedAt,
    receivedAt: state.receivedAt,
    closedAt: state.closedAt,
    basedOn: state.basedOn,
    flags: state.flags,
    facts: state.facts,
    actions: open.map((action) => actionView(row.kind, action)),
    clocks,
    tasks: isStaff(seen) ? state.tasks.map(taskView) : [],
    documents: state.documents,
    corrections: state.corrections,
    bookings: state.bookings,
    people,
    ...personal,
  }
}

export type CaseView = Awaited<ReturnType<typeof caseView>>

/** A case in a list. */
export const caseSummary = ({ id, number, kind, track, openedAt, view }: CaseRow) => ({
  id,
  number,
  kind,
  track,
  status: view?.status ?? 'draft',
  stage: view?.stage ?? 'drafting',
  waitingFor: view?.waitingFor ?? null,
  outcome: view?.outcome ?? null,
  flags: view?.flags ?? [],
  openedAt: formatInstant(instantFromMillis(openedAt.getTime())),
  closedAt: view?.closedAt ?? null,
})
