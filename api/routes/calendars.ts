import { formatInstant } from '../../domain/time/local-date.ts'
import { type BatchRow, batchOfCalendar } from '../../prisma/batches.ts'
import { type CalendarRow, listCalendars } from '../../prisma/calendars.ts'
import { asInstant } from '../../prisma/slots.ts'
import type { ApiParts } from '../api-parts.ts'
import { confirmCalendarCommand, proposeCalendarCommand } from '../commands/calendars.ts'
import { previewCalendar } from '../commands/preview-calendar.ts'
import { batchView } from '../commands/run-batch.ts'
import {
  confirmCalendarOperation,
  listCalendarsOperation,
  previewCalendarOperation,
  proposeCalendarOperation,
  readCalendarOperation,
} from '../contracts/calendars.ts'
import { answerWith } from './answer.ts'
import type { Serve } from './serve.ts'

const textOf = (date: Date | null): string | null => (date === null ? null : formatInstant(asInstant(date)))

/** Of the tables of one year the one that came into force last is in force; the others are earlier ones. */
function stateOf(row: CalendarRow, all: readonly CalendarRow[]): 'in-force' | 'proposed' | 'earlier' {
  const isLast = !all.some(({ year, order }) => year === row.year && (order ?? 0) > (row.order ?? 0))
  if (row.order !== null && isLast) return 'in-force'
  return row.proposedBy !== null && row.confirmedBy === null ? 'proposed' : 'earlier'
}

/** A table as the outside sees it: its state, its signatures, how far open cases are told. */
export const calendarView = (row: CalendarRow, all: readonly CalendarRow[], telling: BatchRow | null) => ({
  name: row.name,
  year: row.year,
  version: row.version,
  trial: row.trial,
  state: stateOf(row, all),
  proposedBy: row.proposedBy,
  proposedAt: textOf(row.proposedAt),
  confirmedBy: row.confirmedBy,
  inForceAt: textOf(row.inForceAt),
  told: {
    cases: telling?.done ?? 0,
    of: telling?.total ?? 0,
    all: telling === null || telling.state === 'done',
    batch: telling === null ? null : batchView(telling),
  },
})

/** Holiday tables: what is in force, what would change, and the two signatures of a change. */
export function calendarRoutes(serve: Serve, parts: ApiParts): void {
  serve(listCalendarsOperation, async () => {
    const all = await listCalendars(parts.prisma)
    const items = all.map(async (row) => calendarView(row, all, await batchOfCalendar(parts.prisma, row.name)))
    return { status: 200, body: { items: await Promise.all(items), next: null } }
  })
  serve(readCalendarOperation, async ({ params }) => {
    const all = await listCalendars(parts.prisma)
    const row = all.find(({ name }) => name === params.name)
    if (row === undefined) return { refused: 'not-found' }
    const telling = await batchOfCalendar(parts.prisma, row.name)
    return { status: 200, body: { ...calendarView(row, all, telling), table: row.body } }
  })
  serve(previewCalendarOperation, async ({ body }) => {
    const preview = await previewCalendar(parts, body)
    return 'refused' in preview ? preview : { status: 200, body: preview }
  })
  serve(proposeCalendarOperation, (asked) =>
    answerWith(parts, proposeCalendarCommand, { asked, input: asked.body, under: '/api/v1/calendars' }),
  )
  serve(confirmCalendarOperation, (asked) =>
    answerWith(parts, confirmCalendarCommand, { asked, input: { name: asked.params.name } }),
  )
}
