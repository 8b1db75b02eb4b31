import type { RequestHandler } from 'express'
import { groups } from '../../../domain/kinds/apartment-allocation/rules.ts'
import { createRoundCommand } from '../../commands/run-round.ts'
import type { Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { type Field, faultText } from '../fields.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { textOf, textsOf } from '../typed.ts'
import { runsRounds } from './runs-rounds.ts'

/** Of the round itself, by the way each is asked. */
const ofRound = {
  code: 'text',
  opensAt: 'datetime-local',
  closesAt: 'datetime-local',
  revealAt: 'datetime-local',
  commitment: 'text',
  rules: 'textarea',
} as const

/** Of each lot; the last five are asked together or not at all. */
const ofLot = {
  id: 'text',
  apartments: 'textarea',
  minPersons: 'number',
  maxPersons: 'number',
  rentYuan: 'number',
  priority: 'checkbox',
  rooms: 'number',
  squareMetres: 'number',
  metro: 'text',
  metroMetres: 'number',
  centreMetres: 'number',
} as const

const ofHome = ['rooms', 'squareMetres', 'metro', 'metroMetres', 'centreMetres'] as const
const optional: ReadonlySet<string> = new Set(['rules', 'priority', ...ofHome])
const mostLots = 40

/** How many lots are asked about: one more each time the button for it is pressed. */
function lotCount({ sent }: SignedVisit): number {
  const had = Number(textOf(sent, 'lots')) || 1
  return Math.min(mostLots, Math.max(1, had) + (textOf(sent, 'go') === 'add' ? 1 : 0))
}

const nameIn = (lot: number, name: string): string => `lot.${lot}.${name}`
const idIn = (path: string): string => `f-${path.replaceAll('.', '-')}`

/** Which pointer of the command's input a question answers to. */
function pointersOf({ sent }: SignedVisit, path: string): readonly string[] {
  const [, lot, name = ''] = path.split('.')
  if (lot === undefined) return [`/${path}`]
  const id = textOf(sent, nameIn(Number(lot), 'id'))
  if (name === 'rentYuan') return [`/rents/${id}`]
  return [`/lots/${lot}/${name}`, `/homes/${id}/${name}`]
}

type Asking = { readonly visit: SignedVisit; readonly problem: Problem | undefined }

function fieldOf({ visit, problem }: Asking, path: string, input: string): Field {
  const { speech, sent } = visit
  const name = path.split('.').at(-1) ?? path
  const pointers = pointersOf(visit, path)
  const wrong = problem?.errors?.find(({ pointer }) =>
    pointers.some((own) => pointer === own || pointer.startsWith(`${own}/`)),
  )
  const chosen = textsOf(sent, path)
  return {
    name: path,
    id: idIn(path),
    label: speech.t(`homes:plan.${name}`),
    input,
    optional: optional.has(name),
    value: textOf(sent, path),
    options:
      name === 'priority'
        ? groups.map((group) => ({
            value: group,
            label: speech.t(`homes:groups.${group}`),
            chosen: chosen.includes(group),
          }))
        : [],
    rows: name === 'apartments' ? 2 : 4,
    ...(name in hinted ? { hint: speech.t(`homes:plan-hint.${name}`) } : {}),
    ...(wrong === undefined ? {} : { fault: faultText(speech, wrong.code) }),
  }
}

const hinted = { code: true, commitment: true, apartments: true, priority: true, metro: true } as const

async function showPlan(visit: SignedVisit, problem?: Problem): Promise<void> {
  const { speech } = visit
  const asking = { visit, problem }
  const lots = Array.from({ length: lotCount(visit) }, (_, lot) => ({
    title: speech.t('homes:plan.lot', { n: lot + 1 }),
    fields: Object.entries(ofLot).map(([name, input]) => fieldOf(asking, nameIn(lot, name), input)),
  }))
  const title = speech.t('homes:plan.title')
  await show(visit, {
    template: 'homes/plan-round',
    title,
    status: problem === undefined ? 200 : 422,
    data: {
      heading: title,
      fields: Object.entries(ofRound).map(([name, input]) => fieldOf(asking, name, input)),
      lots,
      trail: [{ href: '/apartments', text: speech.t('homes:title') }],
      ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: namesOf(visit) })),
    },
  })
}

/** Where a fault of the input is mended, by the first words of its pointer. */
const places: Readonly<Record<string, (visit: SignedVisit, key: string, name: string) => string>> = {
  lots: (_visit, lot, name) => nameIn(Number(lot), name),
  rents: (visit, id) => nameIn(lotNamed(visit, id), 'rentYuan'),
  homes: (visit, id, name) => nameIn(lotNamed(visit, id), name === '' ? 'metro' : name),
}

const lotNamed = ({ sent }: SignedVisit, id: string): number =>
  Array.from({ length: mostLots }, (_, lot) => lot).find((lot) => textOf(sent, nameIn(lot, 'id')) === id) ?? 0

/** What a pointer of the input is called on this page, and where it is asked. */
const namesOf = (visit: SignedVisit) => (path: string) => {
  const [group = '', key = '', name = ''] = path.split('.')
  const asked = places[group]?.(visit, key, name) ?? group
  const last = asked.split('.').at(-1) ?? asked
  const label = last in { ...ofRound, ...ofLot } ? visit.speech.t(`homes:plan.${last}`) : undefined
  return label === undefined ? undefined : { label, href: `#${idIn(asked)}` }
}

const numberOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text)
const instantOf = (text: string): string => (text === '' ? '' : `${text.slice(0, 16)}:00+08:00`)
const idsOf = (text: string): readonly string[] => text.split(/[\s,;，、]+/).filter((id) => id !== '')

function lotSent({ sent }: SignedVisit, lot: number) {
  const text = (name: string) => textOf(sent, nameIn(lot, name)).trim()
  const home = Object.fromEntries(ofHome.map((name) => [name, name === 'metro' ? text(name) : numberOf(text(name))]))
  return {
    lot: {
      id: text('id'),
      apartments: idsOf(text('apartments')),
      minPersons: numberOf(text('minPersons')),
      maxPersons: numberOf(text('maxPersons')),
      priority: textsOf(sent, nameIn(lot, 'priority')),
    },
    rent: Number(text('rentYuan')) * 100,
    home: ofHome.some((name) => text(name) !== '') ? home : undefined,
  }
}

/** What the form sent, as the command takes it; a lot without id that has nothing else either was never filled in. */
function roundSent(visit: SignedVisit) {
  const { sent } = visit
  const text = (name: string) => textOf(sent, name).trim()
  const lots = Array.from({ length: lotCount(visit) }, (_, lot) => lotSent(visit, lot)).filter(
    ({ lot }, index) => index === 0 || lot.id !== '' || lot.apartments.length > 0,
  )
  const homes = lots.flatMap(({ lot, home }) => (home === undefined ? [] : [[lot.id, home] as const]))
  return {
    code: text('code'),
    opensAt: instantOf(text('opensAt')),
    closesAt: instantOf(text('closesAt')),
    revealAt: instantOf(text('revealAt')),
    commitment: text('commitment').toLowerCase(),
    ...(text('rules') === '' ? {} : { rules: text('rules') }),
    lots: lots.map(({ lot }) => lot),
    rents: Object.fromEntries(lots.filter(({ rent }) => rent > 0).map(({ lot, rent }) => [lot.id, rent])),
    ...(homes.length === 0 ? {} : { homes: Object.fromEntries(homes) }),
  }
}

const planning = (kit: Kit, handle: (visit: SignedVisit) => Promise<void>): RequestHandler =>
  signedPage(kit, 'run-round', (visit) =>
    runsRounds(visit.caller) ? handle(visit) : showProblem(visit, { refused: 'not-yours' }),
  )

/** Where a round is planned. */
export const planRoundPage = (kit: Kit): RequestHandler => planning(kit, (visit) => showPlan(visit))

/** Asks about one lot more, or plans the round: another officer opens it. */
export const planRound = (kit: Kit): RequestHandler =>
  planning(kit, async (visit) => {
    if (textOf(visit.sent, 'go') === 'add') return await showPlan(visit)
    const input = roundSent(visit)
    const outcome = await attempt(visit, createRoundCommand, input)
    const problem = orOnwards(visit, outcome, { path: `/rounds/${encodeURIComponent(input.code)}`, told: 'saved' })
    if (problem !== undefined) await showPlan(visit, problem)
  })
