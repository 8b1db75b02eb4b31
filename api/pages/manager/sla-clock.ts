import type { RequestHandler } from 'express'
import { splitTime, type Turn } from '../../../domain/audit/split-time.ts'
import type { CaseEvent, ClockSnapshot } from '../../../domain/case/event.ts'
import { endOfDay, formatInstant, type Instant, localDateOf, parseInstant } from '../../../domain/time/local-date.ts'
import { tablesNamed } from '../../../domain/time/stored-clock.ts'
import { tablesByName } from '../../../prisma/calendar-tables.ts'
import { eventsAfter } from '../../../prisma/events.ts'
import { findCase } from '../../../prisma/lists.ts'
import { clockView } from '../../commands/clock-view.ts'
import { clockModel } from '../clock-model.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { storyOf } from '../story.ts'
import { shareChart } from './charts.ts'
import { addressOf, wishOf } from './sla-question.ts'
import { daysText, lawName, say } from './sla-words.ts'

/** More lines than this no case has; the api pages them. */
const mostEvents = 2000

type Audited = { readonly kind: string; readonly clock: ClockSnapshot; readonly events: readonly CaseEvent[] }

const at = (event: CaseEvent): Instant | undefined => parseInstant(event.at)

/** Whose turn it was, as the record says. */
const turnsOf = (events: readonly CaseEvent[]): readonly Turn[] =>
  events.flatMap((event) => {
    const instant = at(event)
    if (instant === undefined) return []
    if (event.type === 'closed') return [{ at: instant, party: null }]
    return event.type === 'moved' ? [{ at: instant, party: event.data.waitingFor }] : []
  })

const turns = ['centre', 'applicant', 'external'] as const
const turnTones = { centre: 'act', applicant: 'warn', external: 'wait' } as const

/** Whose time it was until the clock ended, or until we look. */
function splitShown(speech: Speech, { clock, events, own }: Audited & { own: readonly CaseEvent[] }, until: Instant) {
  const [from, known] = [parseInstant(clock.start), own[0] === undefined ? undefined : at(own[0])]
  const end = clock.endedAt === null ? until : parseInstant(clock.endedAt)
  if (from === undefined || known === undefined || end === undefined || end < from) return undefined
  const split = splitTime(turnsOf(events), { from, until: end, known })
  const rows = turns.map((turn) => ({ label: say(speech, `turn.${turn}`), value: daysText(speech, split[turn]) }))
  const parts = turns.map((turn) => ({ tone: turnTones[turn], value: split[turn], title: '', href: '' }))
  return { rows, chart: shareChart([{ label: '', total: '', parts }]) }
}

const isOf =
  (code: string, run: number) =>
  ({ data }: CaseEvent): boolean =>
    'clock' in data && data.clock.code === code && data.clock.run === run

async function shownOf(visit: SignedVisit, { kind, clock, events }: Audited, until: Instant) {
  const { kit, speech } = visit
  const tables = await tablesByName(kit.parts.prisma, tablesNamed([clock]))
  const own = events.filter(isOf(clock.code, clock.run))
  const today = localDateOf(until)
  const nameOf = () => speech.t('common:roles.system')
  return {
    clock: clockModel(clockView(clock, tables, until), { kind, speech, today, snapshot: clock }),
    facts: [
      { label: say(speech, 'by.kind'), value: speech.word(kind, 'name') },
      { label: say(speech, 'by.basis'), value: speech.t(`common:bases.${clock.basis}`) },
      { label: say(speech, 'by.law'), value: lawName(speech, clock.legalBasis) },
      { label: say(speech, 'clock.tables'), value: clock.tables.join(', ') },
    ],
    split: splitShown(speech, { kind, clock, events, own }, until),
    story: storyOf(own, { speech, kind, nameOf, isWhole: true }),
  }
}

/** A clock with the record of its case, as far as it was known by then. */
async function auditedClock({ kit, request, caller }: SignedVisit, until: Instant) {
  const { id, code, run } = request.params
  const { prisma } = kit.parts
  const row = await findCase(prisma, caller, String(id))
  if (row === undefined) return undefined
  const all = await eventsAfter(prisma, row.id, { seq: 0, limit: mostEvents })
  const events = all.filter((event) => event.at <= formatInstant(until))
  const last = events.findLast(isOf(String(code), Number(run)))
  return last !== undefined && 'clock' in last.data ? { row, clock: last.data.clock, events } : undefined
}

/** One time limit of one case with its ledger, as it was known on the day that was asked for. */
export const slaClockPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'audit-sla', async (visit) => {
    const { speech } = visit
    const wish = await wishOf(visit)
    const until = wish.asOf === undefined ? await kit.parts.officeTime.now() : endOfDay(wish.asOf)
    const found = await auditedClock(visit, until)
    if (found === undefined) return await showProblem(visit, { refused: 'not-found' }, { back: '/sla' })
    const { row, ...audited } = found
    const shown = await shownOf(visit, { kind: row.kind, ...audited }, until)
    const data = {
      ...shown,
      number: row.number,
      caseHref: `/cases/${row.id}`,
      asOf: wish.asOf === undefined ? undefined : speech.date(wish.asOf),
      trail: [{ href: addressOf('/sla', wish), text: say(speech, 'sla.title') }],
    }
    await show(visit, { template: 'sla-clock', title: `${shown.clock.name} ${row.number}`, data })
  })
