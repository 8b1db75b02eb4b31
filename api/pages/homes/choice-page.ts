import type { RequestHandler } from 'express'
import { textAt } from '../../../domain/case/form.ts'
import { freeApartments } from '../../../prisma/apartments.ts'
import { listRounds } from '../../../prisma/rounds.ts'
import { roundSummary } from '../../commands/round-view.ts'
import type { Problem } from '../../problems.ts'
import { problemData } from '../attempt.ts'
import { draftSteps } from '../draft-steps.ts'
import { type Kit, show } from '../kit.ts'
import { nextOf } from './apartments-page.ts'
import { type Choosing, choosing } from './choice-reading.ts'
import { type HomeCard, homeCard } from './lot-model.ts'
import { mostChosen } from './order-of-choice.ts'
import { leafThrough } from './paging.ts'

const mostRounds = 30
const mostApartments = 5000

/** Rounds that can be applied for now. */
async function openRounds({ visit: { kit, speech } }: Choosing) {
  const rows = await listRounds(kit.parts.prisma, mostRounds, 0)
  return rows
    .filter(({ state }) => state === 'open')
    .map((row) => {
      const summary = roundSummary(row)
      return { code: row.code, name: speech.t('homes:round', { code: row.code }), next: nextOf(speech, summary) }
    })
}

type Lots = ReturnType<typeof roundSummary>['lots']

/** How many of the household do not fit a lot: said before it is chosen, decided by the draw. */
function fitNote({ visit: { speech }, reading }: Choosing, lot: Lots[number]): string | undefined {
  const household = reading.view.form?.['household']
  if (!Array.isArray(household)) return undefined
  const persons = household.length + 1
  if (lot.minPersons <= persons && persons <= lot.maxPersons) return undefined
  return speech.t('homes:choice.no-fit', { count: persons })
}

function lotCards(
  choosing: Choosing,
  lots: Lots,
): ReadonlyMap<string, HomeCard & { readonly warning?: string | undefined }> {
  const { speech } = choosing.visit
  return new Map(
    lots.map((lot) => {
      const card = homeCard(speech, lot, speech.t('homes:lot', { id: lot.id }))
      return [lot.id, { ...card, warning: fitNote(choosing, lot) }]
    }),
  )
}

/** The lots of the round: those chosen in their order, and the others. */
function lotsShown(choosing: Choosing) {
  const { visit, round, order } = choosing
  if (round === null) return { chosen: [], others: [], next: undefined, full: false }
  const cards = lotCards(choosing, roundSummary(round).lots)
  const others = [...cards.values()].filter(({ id }) => !order.includes(id))
  const { items, next } = leafThrough(visit.request, others)
  return {
    chosen: order.flatMap((id) => cards.get(id) ?? []),
    others: items,
    next,
    full: order.length >= mostChosen,
  }
}

/** Apartments that can be taken at once, and the one that is chosen. */
async function freeShown({ visit, reading, track }: Choosing) {
  if (track !== 'immediate') return { items: [], next: undefined, chosen: '' }
  const { kit, speech, request } = visit
  const free = await freeApartments(kit.parts.prisma, {
    now: await kit.parts.officeTime.now(),
    limit: mostApartments,
  })
  const chosen = textAt(reading.view.form ?? {}, 'apartmentId')
  const { items, next } = leafThrough(
    request,
    free.toSorted((one, other) => Number(other.id === chosen) - Number(one.id === chosen)),
  )
  const cards = items.map((each) => homeCard(speech, each, speech.t('homes:apartment', { id: each.id })))
  return { items: cards, next, chosen }
}

/** Draws the page of the choice; `isUnsaved` when an order is shown that is not sent yet. */
export async function showChoice(
  choosing: Choosing,
  { problem, isUnsaved = false }: { readonly problem?: Problem; readonly isUnsaved?: boolean } = {},
): Promise<void> {
  const { visit, reading, round, how, order, track } = choosing
  const { speech } = visit
  const { id, number } = reading.view
  const title = speech.t(`homes:choice.title-${track}`)
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })
  await show(visit, {
    template: 'homes/choice',
    title,
    status: problem === undefined ? 200 : 422,
    data: {
      heading: title,
      lead: speech.t(`homes:choice.lead-${track}`),
      track,
      how,
      isUnsaved,
      order,
      steps: how === 'draft' ? draftSteps(speech, reading.view, 'choice') : [],
      rounds: track === 'round' ? await openRounds(choosing) : [],
      round:
        round === null
          ? undefined
          : {
              code: round.code,
              name: speech.t('homes:round', { code: round.code }),
              next: nextOf(speech, roundSummary(round)),
            },
      lots: lotsShown(choosing),
      free: await freeShown(choosing),
      base: `/cases/${id}`,
      trail: [{ href: `/cases/${id}`, text: number }],
      ...said,
    },
  })
}

/** What an application chooses: lots of a round in order, or an apartment. */
export const choicePage = (kit: Kit): RequestHandler => choosing(kit, (asked) => showChoice(asked))
