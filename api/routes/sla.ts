import { addMonths, type LocalDate, localDateOf, parseLocalDate } from '../../domain/time/local-date.ts'
import type { ApiParts } from '../api-parts.ts'
import { type SlaQuestion, slaBreaches, slaExport, slaSummary } from '../commands/audit-sla.ts'
import { slaBreachesOperation, slaExportOperation, slaSummaryOperation } from '../contracts/sla.ts'
import { pageOf } from './paging.ts'
import type { Serve } from './serve.ts'

/** Months back when nobody says from when. */
const usualMonths = 3

type Asked = Partial<Record<'from' | 'to' | 'kind' | 'team' | 'asOf', string | undefined>>

/** The audit of time limits; for supervisors and auditors, without anything of the people. */
export function slaRoutes(serve: Serve, parts: ApiParts): void {
  const questionOf = async ({ kind, team, asOf, ...days }: Asked): Promise<SlaQuestion> => {
    const today = localDateOf(await parts.officeTime.now())
    const dayOf = (text: string | undefined, otherwise: LocalDate) =>
      (text === undefined ? undefined : parseLocalDate(text)) ?? otherwise
    const to = dayOf(days.to, today)
    return { from: dayOf(days.from, addMonths(to, -usualMonths)), to, kind, team, asOf }
  }

  serve(slaSummaryOperation, async ({ query }) => {
    const question = await questionOf(query)
    const { from, to, asOf = null } = question
    return { status: 200, body: { from, to, asOf, items: await slaSummary(parts, question) } }
  })
  serve(slaBreachesOperation, async ({ query: { cursor, limit, ...asked } }) => {
    const broken = await slaBreaches(parts, await questionOf(asked))
    return { status: 200, body: pageOf(broken, { cursor, limit }) }
  })
  serve(slaExportOperation, async ({ query }) => {
    const bytes = Buffer.from(await slaExport(parts, await questionOf(query)))
    const name = 'attachment; filename="onevisit-sla.csv"'
    return { status: 200, bytes, headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': name } }
  })
}
