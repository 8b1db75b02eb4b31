import type { CaseState } from '../domain/case/case-view.ts'
import type { Caller } from '../domain/identity/roles.ts'
import { definitions } from '../domain/kinds/index.ts'
import { ask, type Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

const nothing = Sql.sql`FALSE`
const everything = Sql.sql`TRUE`

const kindsOf = (teams: readonly string[]): string[] =>
  definitions.filter(({ team }) => teams.includes(team)).map(({ kind }) => kind)

const own = ({ personId }: Caller) => Sql.sql`(f."applicantPersonId" = ${personId} OR f."agentPersonId" = ${personId})`

const ofTeams = ({ teams, personId }: Caller) => Sql.sql`(
  f.kind = ANY(${kindsOf(teams)}) OR f."openedById" = ${personId}
  OR EXISTS (SELECT 1 FROM "TaskView" t WHERE t."caseId" = f.id AND t.team = ANY(${[...teams]})))`

/** A kiosk sees what was filed at it in the session of whoever stands there. */
const ofSession = ({ accountId, signedInAt }: Caller) => Sql.sql`f.id IN (
  SELECT c."caseId" FROM "Command" c WHERE c."accountId" = ${accountId} AND c.operation = 'open-case'
  AND c."createdAt" >= ${new Date(signedInAt)})`

const visible = {
  applicant: own,
  agent: own,
  officer: ofTeams,
  supervisor: () => everything,
  auditor: () => everything,
  administrator: () => nothing,
  kiosk: ofSession,
} as const satisfies Record<Caller['role'], (caller: Caller) => Sql.Sql>

/** Which cases (`"CaseFile" f`) somebody may know of; stands in every query that reads cases. */
const visibleTo = (caller: Caller): Sql.Sql => visible[caller.role](caller)

export type CaseRow = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly channel: string
  readonly openedById: string
  readonly applicantPersonId: string | null
  readonly agentPersonId: string | null
  readonly basedOnId: string | null
  readonly roundCode: string | null
  readonly openedAt: Date
  /** Null until the first event of the case is carried. */
  readonly view: CaseState | null
  readonly lastSeq: number | null
}

const caseColumns = Sql.sql`f.id, f.number, f.kind, f.track, f.channel, f."openedById", f."applicantPersonId",
  f."agentPersonId", f."basedOnId", f."roundCode", f."openedAt", v.view, v."lastSeq"`

/** A case the caller may know of, by id or number; undefined for any other. */
export async function findCase(prisma: Prisma, caller: Caller, idOrNumber: string): Promise<CaseRow | undefined> {
  const sql = Sql.sql`SELECT ${caseColumns} FROM "CaseFile" f LEFT JOIN "CaseView" v ON v."caseId" = f.id
    WHERE (f.id = ${idOrNumber} OR f.number = ${idOrNumber}) AND ${visibleTo(caller)}`
  return (await ask<CaseRow>(prisma, { name: `case ${caller.role}`, sql }))[0]
}

export type CaseMark = {
  readonly id: string
  /** Another text as soon as anything that the case view shows of the case has changed. */
  readonly mark: string
  readonly offsetSeconds: number
  readonly heldAt: Date | null
}

/**
 * How a case that the caller may know of stands, told by the versions of its rows; undefined for any other. One question
 * of a tenth of a millisecond: who has made its view from the same rows need not make it again.
 */
export async function findCaseMark(prisma: Prisma, caller: Caller, idOrNumber: string): Promise<CaseMark | undefined> {
  const sql = Sql.sql`SELECT f.id, f.xmin || ' ' || v.xmin || ' ' || COALESCE(m.xmin::text, '-') || ' '
      || COALESCE(k.xmin::text, '-') || ' ' || u.uploads AS mark, COALESCE(o."offsetSeconds", 0) AS "offsetSeconds", o."heldAt"
    FROM "CaseFile" f JOIN "CaseView" v ON v."caseId" = f.id
    LEFT JOIN "CaseForm" m ON m."caseId" = f.id LEFT JOIN "CaseKey" k ON k."caseId" = f.id
    LEFT JOIN "OfficeTime" o ON o.id = 1
    CROSS JOIN LATERAL (SELECT count(*) || ' ' || COALESCE(sum(x.xmin::text::bigint), 0) AS uploads
      FROM "Material" x WHERE x."caseId" = f.id) u
    WHERE (f.id = ${idOrNumber} OR f.number = ${idOrNumber}) AND ${visibleTo(caller)}`
  return (await ask<CaseMark>(prisma, { name: `case-mark ${caller.role}`, sql }))[0]
}

export type CaseFilter = {
  readonly kind?: string | undefined
  readonly status?: string | undefined
  /** Person who holds an open task of it. */
  readonly assignee?: string | undefined
  /** Something running is due by this instant. */
  readonly due?: Date | undefined
  /** A number, or the beginning of one. */
  readonly q?: string | undefined
  /** Keyed hashes of words that must all be in its form; with `q`, either finds it. */
  readonly words?: readonly string[] | undefined
  readonly limit: number
  readonly after?: { readonly at: Date; readonly id: string } | undefined
}

const numbered = (q: string) => Sql.sql`f.number LIKE ${`${q.toUpperCase().replaceAll(/[%_\\]/g, '')}%`}`

const worded = (words: readonly string[]) => Sql.sql`f.id IN (SELECT w."caseId" FROM "SearchWord" w
  WHERE w.digest = ANY(${[...words]}) GROUP BY w."caseId" HAVING count(*) = ${words.length})`

function found({ q, words = [] }: Pick<CaseFilter, 'q' | 'words'>): readonly Sql.Sql[] {
  const ways = [...(q === undefined ? [] : [numbered(q)]), ...(words.length === 0 ? [] : [worded(words)])]
  return ways.length === 0 ? [] : [Sql.sql`(${Sql.join(ways, ' OR ')})`]
}

const conditions = ({ kind, status, assignee, due, after, ...sought }: CaseFilter): readonly Sql.Sql[] => [
  ...(kind === undefined ? [] : [Sql.sql`f.kind = ${kind}`]),
  ...(status === undefined ? [] : [Sql.sql`v.status = ${status}`]),
  ...(assignee === undefined
    ? []
    : [
        Sql.sql`EXISTS (SELECT 1 FROM "TaskView" t WHERE t."caseId" = f.id AND t.state = 'open'
                AND t."assigneeId" = ${assignee})`,
      ]),
  ...(due === undefined
    ? []
    : [
        Sql.sql`EXISTS (SELECT 1 FROM "ClockView" k WHERE k."caseId" = f.id AND k.state = 'running'
                AND k."dueAt" <= ${due})`,
      ]),
  ...found(sought),
  ...(after === undefined ? [] : [Sql.sql`(f."openedAt", f.id) < (${after.at}, ${after.id})`]),
]

/** Cases the caller may know of, newest first; one more than `limit` tells that there are more. */
export async function listCases(prisma: Prisma, caller: Caller, filter: CaseFilter): Promise<readonly CaseRow[]> {
  const where = Sql.join([visibleTo(caller), ...conditions(filter)], ' AND ')
  return await prisma.$queryRaw<CaseRow[]>`
    SELECT ${caseColumns} FROM "CaseFile" f JOIN "CaseView" v ON v."caseId" = f.id
    WHERE ${where} ORDER BY f."openedAt" DESC, f.id DESC LIMIT ${filter.limit + 1}`
}

export { namesOf } from './accounts.ts'
