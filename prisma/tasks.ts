import type { CaseState } from '../domain/case/case-view.ts'
import { commonTasks, type Definition } from '../domain/case/definition.ts'
import type { Caller } from '../domain/identity/roles.ts'
import { definitions } from '../domain/kinds/index.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

const nothing = Sql.sql`FALSE`
const everything = Sql.sql`TRUE`

/** Tasks that a role may sign besides the team's officers, by the definitions. */
const alsoFor = (role: string): string[] => {
  const own = definitions.flatMap((definition: Definition) => Object.entries(definition.tasks))
  const all = [...own, ...Object.entries(commonTasks)]
  return all.filter(([, task]) => 'also' in task && task.also?.some((each) => each === role)).map(([name]) => name)
}

const ofTaskTeams = ({ teams }: Caller) => Sql.sql`t.team = ANY(${[...teams]})`
const ofAlso = ({ role }: Caller) => Sql.sql`t.task = ANY(${alsoFor(role)})`

const tasksVisible = {
  applicant: () => nothing,
  agent: () => nothing,
  officer: ofTaskTeams,
  supervisor: () => everything,
  auditor: () => nothing,
  administrator: ofAlso,
  kiosk: ofAlso,
} as const satisfies Record<Caller['role'], (caller: Caller) => Sql.Sql>

export type TaskRow = {
  readonly id: string
  readonly caseId: string
  readonly number: string
  readonly task: string
  readonly kind: string
  readonly track: string
  readonly team: string
  readonly assigneeId: string | null
  readonly state: string
  readonly openedAt: Date
  readonly targetAt: Date | null
  readonly targetClock: string | null
  readonly dueNow: Date | null
  readonly targetState: string | null
  readonly applicantPersonId: string | null
  readonly agentPersonId: string | null
  readonly view: CaseState | null
}

const taskColumns = Sql.sql`t.id, t."caseId", f.number, t.task, t.kind, f.track, t.team, t."assigneeId", t.state,
  t."openedAt", t."targetAt", t."targetClock", t."dueAt" AS "dueNow", t."targetState",
  f."applicantPersonId", f."agentPersonId", v.view`

const besides = Sql.sql`JOIN "CaseFile" f ON f.id = t."caseId" JOIN "CaseView" v ON v."caseId" = f.id`

/** A task the caller may know of, open or closed. */
export async function findTask(prisma: Prisma, caller: Caller, id: string): Promise<TaskRow | undefined> {
  const rows = await prisma.$queryRaw<TaskRow[]>`
    SELECT ${taskColumns} FROM "TaskView" t ${besides} WHERE t.id = ${id} AND ${tasksVisible[caller.role](caller)}`
  return rows[0]
}

/** The case of a task, for telling "not yours" from "not there". */
export async function caseOfTask(prisma: Prisma, id: string): Promise<string | undefined> {
  const row = await prisma.taskView.findUnique({ where: { id }, select: { caseId: true } })
  return row?.caseId
}

export type TaskFilter = {
  /** Only those that this person holds. */
  readonly holder?: string | undefined
  readonly team?: string | undefined
  readonly kind?: string | undefined
  readonly due?: Date | undefined
  readonly limit: number
  readonly offset: number
}

const wishes = ({ holder, team, kind, due }: TaskFilter): readonly Sql.Sql[] => [
  ...(holder === undefined ? [] : [Sql.sql`t."assigneeId" = ${holder}`]),
  ...(team === undefined ? [] : [Sql.sql`t.team = ${team}`]),
  ...(kind === undefined ? [] : [Sql.sql`t.kind = ${kind}`]),
  ...(due === undefined ? [] : [Sql.sql`t."dueAt" <= ${due}`]),
]

/** The order of the inbox, as its index has it. */
const mostUrgentFirst = Sql.sql`ORDER BY t."isLate" DESC, t."dueAt", t."openedAt", t.id`

/**
 * Open tasks, most urgent first: breached targets, then by when they are due, those without a target by age. The page is
 * found by the tasks' own index, and only its few are put together with their cases.
 */
export async function listTasks(prisma: Prisma, caller: Caller, filter: TaskFilter): Promise<readonly TaskRow[]> {
  const own = [Sql.sql`t.state = 'open'`, tasksVisible[caller.role](caller), ...wishes(filter)]
  const page = Sql.sql`SELECT * FROM "TaskView" t WHERE ${Sql.join(own, ' AND ')}
    ${mostUrgentFirst} LIMIT ${filter.limit + 1} OFFSET ${filter.offset}`
  return await prisma.$queryRaw<TaskRow[]>`
    SELECT ${taskColumns} FROM (${page}) t ${besides} ${mostUrgentFirst}`
}
