import { actsForApplicant } from '../../../domain/identity/roles.ts'
import { homeOf } from '../../../prisma/apartments.ts'
import type { CaseReading } from '../case-reading.ts'
import type { Row } from '../filled-form.ts'
import type { SignedVisit } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { type HomeCard, homeCard, rentText } from './lot-model.ts'

type Facts = CaseReading['view']['facts']

const textAt = (facts: Facts, name: string): string | undefined => {
  const value = facts[name]
  return typeof value === 'string' ? value : undefined
}

const numberAt = (facts: Facts, name: string): number | undefined => {
  const value = facts[name]
  return typeof value === 'number' ? value : undefined
}

const row = (label: string, value: string | undefined): readonly Row[] =>
  value === undefined || value === '' ? [] : [{ label, value }]

/** What of the facts concerns the home, in words. */
function rowsOf(speech: Speech, facts: Facts): readonly Row[] {
  const on = (name: string) => {
    const date = textAt(facts, name)
    return date === undefined ? undefined : date.length > 10 ? speech.dateTime(date) : speech.date(date)
  }
  const wishes = Array.isArray(facts['preferences']) ? facts['preferences'].map(String).join(' → ') : undefined
  const deposit = numberAt(facts, 'depositFen')
  const hasApartment = textAt(facts, 'apartment') !== undefined
  return [
    ...row(speech.t('homes:case.code'), textAt(facts, 'code')),
    ...row(speech.t('homes:case.wishes'), wishes),
    ...row(speech.t('homes:case.apartment'), textAt(facts, 'apartment')),
    ...row(speech.t('homes:case.held-until'), hasApartment ? on('heldUntil') : undefined),
    ...row(speech.t('homes:case.deposit'), deposit === undefined ? undefined : rentText(speech, deposit)),
    ...row(speech.t('homes:case.lease-from'), on('leaseFrom')),
    ...row(speech.t('homes:case.lease-until'), on('leaseUntil')),
  ]
}

type Link = { readonly href: string; readonly text: string }

function linksOf(speech: Speech, { view, seen }: CaseReading): readonly Link[] {
  const base = `/cases/${view.id}`
  const round = textAt(view.facts, 'roundCode')
  const isTheirs = actsForApplicant(seen.standing, seen.openedHere)
  const isOpen = view.status === 'draft' || view.actions.some(({ action }) => action === 'change')
  const entered = textAt(view.facts, 'code') !== undefined
  return [
    ...(isTheirs && isOpen ? [{ href: `${base}/choice`, text: speech.t('homes:case.change') }] : []),
    ...(entered ? [{ href: `${base}/standing`, text: speech.t('homes:standing.title') }] : []),
    ...(round === undefined
      ? []
      : [{ href: `/rounds/${encodeURIComponent(round)}`, text: speech.t('homes:round', { code: round }) }]),
  ]
}

async function cardOf({ kit, speech }: SignedVisit, facts: Facts): Promise<HomeCard | undefined> {
  const id = textAt(facts, 'apartment')
  const found = id === undefined ? undefined : await homeOf(kit.parts.prisma, id)
  return found === undefined ? undefined : homeCard(speech, found, speech.t('homes:apartment', { id: found.id }))
}

/** What the page of an apartment case shows besides what every case has; undefined for other kinds. */
export async function homePart(visit: SignedVisit, reading: CaseReading) {
  const { speech } = visit
  const { view } = reading
  if (view.kind !== 'apartment-allocation') return undefined
  const card = await cardOf(visit, view.facts)
  return {
    title: speech.t(card === undefined ? 'homes:case.title-choice' : 'homes:case.title'),
    rows: rowsOf(speech, view.facts),
    links: linksOf(speech, reading),
    card,
  }
}
