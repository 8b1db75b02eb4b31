import { ascending } from '../../../domain/allocation/ascending.ts'
import type { Bundle, Lot } from '../../../domain/allocation/bundle.ts'
import type { CascadeState } from '../../../domain/allocation/cascade-state.ts'
import type { Explanation } from '../../../domain/allocation/explain-draw.ts'
import { type PlaceAtLot, placeAtLot } from '../../../domain/allocation/order-at-lot.ts'
import type { Speech } from '../speech.ts'

/** What is known of one pseudonym in a drawn round. */
export type Known = {
  readonly bundle: Bundle
  readonly state: CascadeState
  readonly code: string
  readonly explanations: readonly Explanation[]
}

const tones: Readonly<Record<Explanation['status'], string>> = {
  assigned: 'good',
  'better-assigned': 'act',
  'not-eligible': 'bad',
  'no-apartment': 'wait',
  'class-cut-off': 'wait',
  'number-cut-off': 'wait',
  withdrawn: '',
}

/** As much of a number as tells two apart at a glance; the whole one is in the bundle. */
const shownDigits = 8
const short = (number: string): string => number.slice(0, shownDigits)

type Telling = {
  readonly speech: Speech
  readonly known: Known
  readonly lot: Lot
  readonly place: PlaceAtLot | undefined
}

const groupName = (speech: Speech, { priority }: Lot, at: number): string => {
  const group = priority[at]
  return group === undefined ? speech.t('homes:groups.none') : speech.t(`homes:groups.${group}`)
}

/** What decided, in a sentence, so that nobody has to compute. */
function reasonFor({ speech, known, lot, place }: Telling, told: Explanation): string {
  const own = short(known.bundle.numbers[known.code] ?? '')
  const persons = known.bundle.applications.find(({ code }) => code === known.code)?.persons ?? 0
  const fit = { from: lot.minPersons, to: lot.maxPersons, persons }
  const cutOff = 'cutOff' in told ? told.cutOff : undefined
  const values = {
    ...fit,
    own,
    apartment: 'apartment' in told ? told.apartment : '',
    last: cutOff === undefined ? '' : short(cutOff.number),
    lastGroup: cutOff === undefined ? '' : groupName(speech, lot, cutOff.class),
    ownGroup: groupName(speech, lot, place?.class ?? lot.priority.length),
  }
  return speech.t(`homes:why.${told.status}`, values)
}

function orderText({ speech, lot, place }: Telling): string | undefined {
  if (place === undefined) return undefined
  return speech.t('homes:order', {
    position: place.position,
    among: place.among,
    homes: speech.t('homes:apartments', { count: lot.apartments.length }),
  })
}

/** Where the person stands on the waiting list now: it moves with every apartment that is declined. */
function waitingText({ speech, known, lot }: Telling): string | undefined {
  const list = known.state.waiting[lot.id] ?? []
  const index = list.indexOf(known.code)
  return index < 0 ? undefined : speech.t('homes:waiting-now', { place: index + 1, among: list.length })
}

/** Lot by lot, in the person's own order: what came out and why. */
export function standingLots(speech: Speech, known: Known) {
  return known.explanations.flatMap((told, index) => {
    const lot = known.bundle.lots.find(({ id }) => id === told.lot)
    if (lot === undefined) return []
    const telling = { speech, known, lot, place: placeAtLot(known.bundle, lot.id, known.code) }
    return [
      {
        id: lot.id,
        name: speech.t('homes:wish', { n: index + 1, lot: lot.id }),
        status: speech.t(`homes:outcome.${told.status}`),
        tone: tones[told.status],
        reason: reasonFor(telling, told),
        order: orderText(telling),
        first:
          lot.priority.length === 0
            ? undefined
            : lot.priority.map((group) => speech.t(`homes:groups.${group}`)).join(' → '),
        waiting: waitingText(telling),
      },
    ]
  })
}

/** The lottery number, whole, and its place among all numbers. */
export function numberOf(speech: Speech, { bundle, code }: Known) {
  const numbers = Object.values(bundle.numbers).toSorted(ascending)
  const own = bundle.numbers[code] ?? ''
  return {
    number: own,
    text: speech.t('homes:number-place', { place: numbers.indexOf(own) + 1, among: numbers.length }),
  }
}

/** What the person holds now, after everything that happened since the draw. */
export function heldNow(speech: Speech, { state, code }: Known): string | undefined {
  const offer = state.offers[code]
  if (offer === undefined) return undefined
  return speech.t(`homes:held.${offer.state}`, { apartment: offer.apartment, lot: offer.lot })
}
