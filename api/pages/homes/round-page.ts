import type { RequestHandler } from 'express'
import { findRound, type RoundRow, supersededOf } from '../../../prisma/rounds.ts'
import { roundView } from '../../commands/round-view.ts'
import type { Problem } from '../../problems.ts'
import { problemData } from '../attempt.ts'
import { page } from '../guard.ts'
import { type Kit, show, showProblem, type Visit } from '../kit.ts'
import { nextOf, stateTag } from './apartments-page.ts'
import { homeCard } from './lot-model.ts'
import { askedNumber, leafThrough } from './paging.ts'
import { actsShown, askedId, askedLabel } from './round-acts.ts'
import type { RoundView, Shown } from './round-shown.ts'

type Lot = RoundView['lots'][number]

const drawnStates: ReadonlySet<string> = new Set(['drawn', 'offering', 'closed', 'superseded'])

const isDrawn = ({ state }: Pick<RoundView, 'state'>): boolean => drawnStates.has(state)

/** How many apartments of a lot there are to be had, and who waits. */
function availability({ visit, view }: Shown, lot: Lot) {
  const { speech } = visit
  if (!isDrawn(view)) return [speech.t('homes:apartments', { count: lot.apartments.length })]
  const stillFree = new Set(view.free)
  const free = lot.apartments.filter((id) => stillFree.has(id)).length
  return [
    speech.t('homes:apartments', { count: lot.apartments.length }),
    speech.t('homes:free-left', { count: free }),
    speech.t('homes:waiting', { count: view.waiting[lot.id]?.length ?? 0 }),
  ]
}

function lotsShown(shown: Shown) {
  const { visit, view } = shown
  const { speech, request } = visit
  const persons = askedNumber(request, 'persons', 0)
  const fitting = view.lots.filter(
    ({ minPersons, maxPersons }) => persons === 0 || (minPersons <= persons && persons <= maxPersons),
  )
  const { items, next } = leafThrough(request, fitting)
  const cards = items.map((lot) => ({
    ...homeCard(speech, lot, speech.t('homes:lot', { id: lot.id })),
    there: availability(shown, lot),
  }))
  return { cards, next, persons: persons === 0 ? '' : String(persons) }
}

function datesOf({ visit: { speech }, view }: Shown) {
  const { opensAt, closesAt, revealAt, applications } = view
  return [
    { label: speech.t('homes:opens'), value: speech.dateTime(opensAt) },
    { label: speech.t('homes:closes'), value: speech.dateTime(closesAt) },
    { label: speech.t('homes:reveals'), value: speech.dateTime(revealAt) },
    { label: speech.t('homes:applications'), value: speech.number(applications) },
  ]
}

/** What anyone needs to recompute the draw, as far as it is published by now. */
function proofOf({ visit: { speech }, view }: Shown) {
  const hashes = [
    ['commitment', view.commitment],
    ['list-hash', view.listHash],
    ['result-hash', view.resultHash],
    ['bundle-hash', view.bundleHash],
  ] as const
  return hashes.flatMap(([name, value]) => (value === null ? [] : [{ label: speech.t(`homes:${name}`), value }]))
}

function linksOf({ visit: { speech }, row, view }: Shown) {
  const earlier = supersededOf(row)
  const round = `/rounds/${encodeURIComponent(view.code)}`
  return {
    base: round,
    bundle: view.bundleHash === null ? undefined : `/api/v1${round}/bundle`,
    verify: view.drawRecord === null ? undefined : `/verify/${view.drawRecord.verificationCode}`,
    standing: isDrawn(view) ? `${round}/standing` : undefined,
    apply: view.state === 'open' ? '/start/apartment-allocation' : undefined,
    earlier:
      earlier === null
        ? undefined
        : { href: `/rounds/${encodeURIComponent(earlier.round)}`, code: earlier.round, reason: earlier.reason },
    later:
      view.supersededBy === null
        ? undefined
        : {
            href: `/rounds/${encodeURIComponent(view.supersededBy)}`,
            text: speech.t('homes:round', { code: view.supersededBy }),
          },
  }
}

/** Where on the page a fault of an act is mended. */
const namesAsked =
  ({ speech, request }: Visit) =>
  (path: string) => {
    const [name = ''] = path.split('.')
    return { label: askedLabel(speech, name), href: `#${askedId(String(request.params['act']), name)}` }
  }

/** Draws the page of a round; to housing officers also what they can do with it. */
export async function showRound(visit: Visit, row: RoundRow, problem?: Problem): Promise<void> {
  const { speech } = visit
  const view = await roundView(visit.kit.parts, row)
  const shown = { visit, row, view }
  const title = speech.t('homes:round', { code: view.code })
  await show(visit, {
    template: 'homes/round',
    title,
    status: problem === undefined ? 200 : 422,
    data: {
      heading: title,
      tag: stateTag(speech, view.state),
      next: nextOf(speech, view),
      dates: datesOf(shown),
      rules: view.rules?.split('\n').filter((line) => line.trim() !== '') ?? [],
      lots: lotsShown(shown),
      proof: proofOf(shown),
      links: linksOf(shown),
      acts: actsShown(shown),
      trail: [{ href: '/apartments', text: speech.t('homes:title') }],
      ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: namesAsked(visit) })),
    },
  })
}

/** A round as anybody may see it. */
export const roundPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const row = await findRound(kit.parts.prisma, String(visit.request.params['code']))
    await (row === null ? showProblem(visit, { refused: 'not-found' }) : showRound(visit, row))
  })
