import type { ApiParts } from '../api-parts.ts'
import { slaExport, slaLines, slaSummary } from '../commands/audit-sla.ts'
import { readQuestion } from '../commands/sla-question.ts'
import { slaBreachesOperation, slaExportOperation, slaReportOperation, slaSummaryOperation } from '../contracts/sla.ts'
import { slaReport } from '../reports/sla-report.ts'
import { pageByPosition, positionOf } from './paging.ts'
import type { Serve } from './serve.ts'

/** The audit of time limits; for supervisors and auditors, without anything of the people. */
export function slaRoutes(serve: Serve, parts: ApiParts): void {
  serve(slaSummaryOperation, async ({ query }) => {
    const question = await readQuestion(parts, query)
    const { from, to, asOf = null } = question
    return { status: 200, body: { from, to, asOf, items: await slaSummary(parts, question) } }
  })
  serve(slaBreachesOperation, async ({ query: { cursor, limit, ...asked } }) => {
    const position = positionOf({ cursor, limit })
    const broken = await slaLines(parts, await readQuestion(parts, asked), { ...position, standing: 'breached' })
    return { status: 200, body: pageByPosition(broken, position) }
  })
  serve(slaExportOperation, async ({ query }) => {
    const pieces = slaExport(parts, await readQuestion(parts, query))
    const name = 'attachment; filename="onevisit-sla.csv"'
    return { status: 200, pieces, headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': name } }
  })
  serve(slaReportOperation, async ({ caller, query: { language = caller.language, ...asked } }) => {
    if (parts.pressReport === undefined) return { refused: 'not-found' }
    const { number, pdf } = await parts.pressReport(await slaReport(parts, await readQuestion(parts, asked), language))
    const name = `inline; filename="${number}.pdf"`
    return { status: 200, bytes: pdf, headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': name } }
  })
}
