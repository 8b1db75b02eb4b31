import type { RequestHandler } from 'express'
import { isOver } from '../../../domain/kinds/apartment-allocation/round.ts'
import { formatInstant, type Instant } from '../../../domain/time/local-date.ts'
import { freeApartments } from '../../../prisma/apartments.ts'
import { listRounds, stateOf } from '../../../prisma/rounds.ts'
import { roundSummary } from '../../commands/round-view.ts'
import { page } from '../guard.ts'
import { type Kit, show, type Visit } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { homeCard } from './lot-model.ts'
import { askedNumber, leafThrough } from './paging.ts'
import { runsRounds } from './runs-rounds.ts'

const mostRounds = 30
const mostApartments = 5000

type Summary = ReturnType<typeof roundSummary>

const tones: Readonly<Record<string, string>> = { open: 'good', planned: 'wait', offering: 'act', cancelled: 'bad' }

/** What of a round is next, in words: when it opens, closes, is drawn. */
export function nextOf(speech: Speech, { state, opensAt, closesAt, revealAt }: Summary): string {
  const instants: Readonly<Record<string, string>> = { planned: opensAt, open: closesAt, sealed: revealAt }
  const at = instants[state]
  return speech.t(`homes:next.${state}`, at === undefined ? {} : { at: speech.dateTime(at) })
}

export const stateTag = (speech: Speech, state: string) => ({
  text: speech.t(`homes:state.${state}`),
  tone: tones[state] ?? '',
})

function roundCard(speech: Speech, summary: Summary) {
  const { code, state, lots } = summary
  return {
    href: `/rounds/${encodeURIComponent(code)}`,
    name: speech.t('homes:round', { code }),
    tag: stateTag(speech, state),
    next: nextOf(speech, summary),
    offered: speech.t('homes:lots', { count: lots.length }),
    apartments: speech.t('homes:apartments', { count: lots.flatMap(({ apartments }) => apartments).length }),
  }
}

/** Rounds that are over come last. */
async function roundsShown({ kit, speech }: Visit) {
  const rows = await listRounds(kit.parts.prisma, mostRounds, 0)
  return rows
    .toSorted((one, other) => Number(isOver(stateOf(one))) - Number(isOver(stateOf(other))))
    .map((row) => roundCard(speech, roundSummary(row)))
}

async function freeShown({ kit, speech, request }: Visit, now: Instant) {
  const free = await freeApartments(kit.parts.prisma, { now, limit: mostApartments })
  const persons = askedNumber(request, 'persons', 0)
  const fitting = free.filter(
    ({ minPersons, maxPersons }) => persons === 0 || (minPersons <= persons && persons <= maxPersons),
  )
  const { items, next } = leafThrough(request, fitting)
  return {
    count: speech.t('homes:free-count', { count: fitting.length }),
    cards: items.map((each) => homeCard(speech, each, speech.t('homes:apartment', { id: each.id }))),
    next,
  }
}

/** Rounds and free apartments, for anybody. */
export const apartmentsPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { speech, request, caller } = visit
    const now = await kit.parts.officeTime.now()
    const [rounds, free] = await Promise.all([roundsShown(visit), freeShown(visit, now)])
    const persons = askedNumber(request, 'persons', 0)
    await show(visit, {
      template: 'homes/apartments',
      title: speech.t('homes:title'),
      data: {
        rounds,
        free,
        asOf: speech.dateTime(formatInstant(now)),
        persons: persons === 0 ? '' : String(persons),
        mayPlan: runsRounds(caller),
      },
    })
  })
