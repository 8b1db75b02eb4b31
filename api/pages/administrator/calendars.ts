import type { RequestHandler } from 'express'
import { readTable } from '../../../domain/time/calendar.ts'
import { listCalendars } from '../../../prisma/calendars.ts'
import {
  confirmCalendarCommand,
  previewCalendar,
  proposeCalendarCommand,
  type TableInput,
  tableInput,
} from '../../commands/calendars.ts'
import { isProblem, type Problem, problemOf } from '../../problems.ts'
import { calendarView } from '../../routes/calendars.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { textOf } from '../typed.ts'

const tones = { 'in-force': 'good', proposed: 'warn', earlier: '' } as const

async function tablesShown({ kit, speech, caller }: SignedVisit) {
  const all = await listCalendars(kit.parts.prisma)
  return all.toReversed().map((row) => {
    const { name, year, state, proposedBy } = calendarView(row, all)
    const table = readTable(row.body)
    const count = 'malformed' in table ? 0 : Object.keys(table.holidays).length
    const isOthers = state === 'proposed' && proposedBy !== caller.personId
    return {
      name,
      year,
      stateText: speech.p(`calendars.state.${state}`),
      tone: tones[state],
      detail: speech.p('calendars.days', { count }),
      mayConfirm: isOthers,
    }
  })
}

type Preview = Exclude<Awaited<ReturnType<typeof previewCalendar>>, Problem>

const previewShown = (speech: Speech, { moves }: Preview) => ({
  summary: speech.p('calendars.changes', { count: moves.length }),
  changes: moves.map(({ number, kind, clock, from, to }) => ({
    number,
    clock: speech.word(kind, `clocks.${clock}.name`),
    from: from === null ? '–' : speech.date(from),
    to: to === null ? '–' : speech.date(to),
  })),
})

async function showCalendars(
  visit: SignedVisit,
  { problem, preview }: { problem?: Problem; preview?: Preview } = {},
): Promise<void> {
  const { speech, sent, caller } = visit
  const table = { name: 'table', label: 'calendars.table', input: 'textarea', rows: 12, value: textOf(sent, 'table') }
  const data = {
    tables: await tablesShown(visit),
    preview: preview === undefined ? undefined : previewShown(speech, preview),
    table_: caller.role === 'administrator' ? fieldsFor(speech, problem?.errors)(table) : undefined,
    ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })),
  }
  const status = problem === undefined ? 200 : 422
  await show(visit, { template: 'calendars', title: speech.p('calendars.title'), status, data })
}

export const calendarsPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'confirm-calendar', (visit) => showCalendars(visit))

/** A table as JSON, or the name of one of the published files. */
function tableSent({ sent }: SignedVisit): TableInput | Problem {
  const text = textOf(sent, 'table').trim()
  const read = tableInput.safeParse({ table: /^cn-\d{4}@\d+$/.test(text) ? text : parsed(text) })
  return read.success ? read.data : problemOf([{ pointer: '/table', code: 'table-invalid' }])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function showPreview(visit: SignedVisit, input: TableInput): Promise<void> {
  const preview = await previewCalendar(visit.kit.parts, input)
  await showCalendars(visit, isProblem(preview) ? { problem: preview } : { preview })
}

/** Shows what a table would change, or proposes it. */
export const proposePage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'propose-calendar', async (visit) => {
    const input = tableSent(visit)
    if (isProblem(input)) return await showCalendars(visit, { problem: input })
    if (textOf(visit.sent, 'go') !== 'propose') return await showPreview(visit, input)
    const outcome = await attempt(visit, proposeCalendarCommand, input)
    const problem = orOnwards(visit, outcome, { path: '/calendars', told: 'saved' })
    if (problem !== undefined) await showCalendars(visit, { problem })
  })

/** The second signature, by another natural person. */
export const confirmPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'confirm-calendar', async (visit) => {
    const outcome = await attempt(visit, confirmCalendarCommand, { name: String(visit.request.params['name']) })
    const problem = orOnwards(visit, outcome, { path: '/calendars', told: 'done' })
    if (problem !== undefined) await showCalendars(visit, { problem })
  })
