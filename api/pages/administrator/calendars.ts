import type { RequestHandler } from 'express'
import { readTable } from '../../../domain/time/calendar.ts'
import { batchOfCalendar } from '../../../prisma/batches.ts'
import { listCalendars } from '../../../prisma/calendars.ts'
import {
  confirmCalendarCommand,
  proposeCalendarCommand,
  type TableInput,
  tableInput,
} from '../../commands/calendars.ts'
import { type Preview, previewCalendar } from '../../commands/preview-calendar.ts'
import { isProblem, type Problem, problemOf } from '../../problems.ts'
import { calendarView } from '../../routes/calendars.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import { textOf } from '../typed.ts'
import { movesShown } from './calendar-moves.ts'
import { batchShown } from './work.ts'

const tones = { 'in-force': 'good', proposed: 'warn', earlier: '' } as const

async function tablesShown({ kit, speech, caller }: SignedVisit) {
  const { prisma } = kit.parts
  const all = await listCalendars(prisma)
  const shown = all.toReversed().map(async (row) => {
    const telling = await batchOfCalendar(prisma, row.name)
    const { name, year, state, proposedBy } = calendarView(row, all, telling)
    const table = readTable(row.body)
    const count = 'malformed' in table ? 0 : Object.keys(table.holidays).length
    return {
      name,
      year,
      stateText: speech.p(`calendars.state.${state}`),
      tone: tones[state],
      detail: speech.p('calendars.days', { count }),
      mayConfirm: state === 'proposed' && proposedBy !== caller.personId,
      ...(state === 'proposed' ? { href: `/calendars/${name}/changes` } : {}),
      ...(telling === null ? {} : { telling: batchShown(speech, telling) }),
    }
  })
  return await Promise.all(shown)
}

const pageOf = (value: unknown): number => (/^\d{1,6}$/.test(String(value)) ? Number(value) : 1)

async function showCalendars(
  visit: SignedVisit,
  { problem, preview }: { problem?: Problem; preview?: Preview } = {},
): Promise<void> {
  const { speech, sent, caller } = visit
  const table = { name: 'table', label: 'calendars.table', input: 'textarea', rows: 12, value: textOf(sent, 'table') }
  const page = pageOf(textOf(sent, 'page'))
  const data = {
    tables: await tablesShown(visit),
    moves: preview === undefined ? undefined : movesShown(speech, preview, { page }),
    table_: caller.role === 'administrator' ? fieldsFor(speech, problem?.errors)(table) : undefined,
    ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })),
  }
  const status = problem === undefined ? 200 : 422
  await show(visit, { template: 'calendars', title: speech.p('calendars.title'), status, data })
}

/** What a proposed table would change, for whoever is to sign it. */
export const changesPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'confirm-calendar', async (visit) => {
    const { speech, request, caller } = visit
    const name = String(request.params['name'])
    const row = (await listCalendars(kit.parts.prisma)).find((each) => each.name === name)
    if (row === undefined) return await showProblem(visit, { refused: 'not-found' }, { back: '/calendars' })
    const preview = await previewCalendar(kit.parts, { table: name })
    if (isProblem(preview)) return await showProblem(visit, preview, { back: '/calendars' })
    const paging = { page: pageOf(request.query['page']), href: `/calendars/${name}/changes` }
    const isProposed = row.proposedBy !== null && row.confirmedBy === null
    const data = {
      name,
      moves: movesShown(speech, preview, paging),
      mayConfirm: isProposed && row.proposedBy !== caller.personId,
      trail: [{ href: '/calendars', text: speech.p('calendars.title') }],
    }
    await show(visit, { template: 'calendar-changes', title: speech.t('office:changes.title', { name }), data })
  })

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

/** Also the next page of what was asked before. */
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
