import type { RequestHandler } from 'express'
import type { Explanation } from '../../../domain/allocation/explain-draw.ts'
import { bundleOfRow } from '../../../prisma/cascade.ts'
import { cascadeState } from '../../../prisma/draws.ts'
import { fromColumn } from '../../../prisma/json-column.ts'
import { findApplication, findApplicationByCode } from '../../../prisma/round-list.ts'
import { findRound, type RoundRow } from '../../../prisma/rounds.ts'
import { readCase } from '../case-reading.ts'
import { idOf } from '../fields.ts'
import { page, signedPage } from '../guard.ts'
import { type Kit, show, showProblem, type Visit } from '../kit.ts'
import { heldNow, type Known, numberOf, standingLots } from './standing-model.ts'

type Entry = NonNullable<Awaited<ReturnType<typeof findApplication>>>

/** What is known of an entry, once its round is drawn. */
async function knownOf({ kit }: Visit, round: RoundRow, entry: Entry): Promise<Known | undefined> {
  const state = await cascadeState(kit.parts.prisma, round)
  if (state === undefined || round.bundle === null) return undefined
  const explanations: readonly Explanation[] = entry.explanation === null ? [] : fromColumn(entry.explanation)
  return { bundle: bundleOfRow(round.bundle), state, code: entry.code, explanations }
}

type Asked = {
  readonly round: RoundRow
  readonly known: Known | undefined
  readonly code: string
  readonly back: { readonly href: string; readonly text: string }
  /** Somebody looks up any pseudonym: the page asks for it. */
  readonly isPublic: boolean
}

async function showStanding(visit: Visit, { round, known, code, back, isPublic }: Asked): Promise<void> {
  const { speech } = visit
  const title = speech.t('homes:standing.title')
  const ask = {
    name: 'code',
    id: idOf('code'),
    label: speech.t('homes:standing.code'),
    hint: speech.t('homes:standing.code-hint'),
    input: 'text',
    optional: false,
    value: code,
    options: [],
  }
  const isUnknown = isPublic && code !== '' && known === undefined
  await show(visit, {
    template: 'homes/standing',
    title,
    data: {
      heading: title,
      lead: speech.t('homes:standing.lead', { round: round.code }),
      code: known === undefined ? undefined : code,
      ask: isPublic ? { ...ask, ...(isUnknown ? { fault: speech.t('homes:standing.unknown') } : {}) } : undefined,
      number: known === undefined ? undefined : numberOf(speech, known),
      held: known === undefined ? undefined : heldNow(speech, known),
      lots: known === undefined ? [] : standingLots(speech, known),
      round: `/rounds/${encodeURIComponent(round.code)}`,
      trail: [back],
    },
  })
}

const codeAsked = (asked: unknown): string => (typeof asked === 'string' ? asked.trim().toUpperCase() : '')

async function knownByCode(visit: Visit, round: RoundRow, code: string): Promise<Known | undefined> {
  if (code === '') return undefined
  const entry = await findApplicationByCode(visit.kit.parts.prisma, round.code, code)
  return entry === null ? undefined : await knownOf(visit, round, entry)
}

/** Where a pseudonym stands in a drawn round: anybody may ask, as the draw is public. */
export const publicStandingPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { request, speech } = visit
    const round = await findRound(kit.parts.prisma, String(request.params['code']))
    if (round === null || round.bundle === null) return await showProblem(visit, { refused: 'not-found' })
    const code = codeAsked(request.query['code'])
    const known = await knownByCode(visit, round, code)
    const back = {
      href: `/rounds/${encodeURIComponent(round.code)}`,
      text: speech.t('homes:round', { code: round.code }),
    }
    await showStanding(visit, { round, known, code, back, isPublic: true })
  })

/** Where one's own application stands, and why. */
export const ownStandingPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const { prisma } = kit.parts
    const entry = await findApplication(prisma, reading.seen.id)
    const round = entry === null ? null : await findRound(prisma, entry.round)
    if (entry === null || round === null) return await showProblem(visit, { refused: 'not-found' })
    const known = await knownOf(visit, round, entry)
    const back = { href: `/cases/${reading.view.id}`, text: reading.view.number }
    await showStanding(visit, { round, known, code: entry.code, back, isPublic: false })
  })
