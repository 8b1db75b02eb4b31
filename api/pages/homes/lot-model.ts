import type { Home } from '../../../domain/kinds/apartment-allocation/home.ts'
import type { Row } from '../filled-form.ts'
import type { Speech } from '../speech.ts'
import { houseAddress, planAddress } from './picture-routes.ts'

/** What a lot offers, or an apartment that is free. */
export type Offered = {
  readonly id: string
  readonly minPersons: number
  readonly maxPersons: number
  readonly rentFen: number
  readonly priority?: readonly string[]
  readonly home?: Home | undefined
}

/** A home as it is shown: pictures, figures, and how many there are. */
export type HomeCard = {
  readonly id: string
  readonly name: string
  readonly house: string
  readonly houseAlt: string
  readonly plan: string | undefined
  readonly planAlt: string | undefined
  readonly rows: readonly Row[]
}

const aKilometre = 1000

/** A length on the ground, as people say it. */
function distanceText(speech: Speech, metres: number): string {
  if (metres < aKilometre) return speech.t('homes:metres', { n: speech.number(metres) })
  return speech.t('homes:kilometres', { n: speech.number(Math.round(metres / 100) / 10) })
}

/** Yuan a month. */
export const rentText = (speech: Speech, fen: number): string =>
  speech.t('homes:rent-value', { yuan: speech.number(fen / 100) })

/** For how many people a home is. */
function personsText(speech: Speech, { minPersons, maxPersons }: Offered): string {
  if (minPersons === maxPersons) return speech.t('homes:persons', { count: minPersons })
  return speech.t('homes:persons-range', { from: minPersons, to: maxPersons })
}

/** Groups that go first, in their order. */
const groupNames = (speech: Speech, groups: readonly string[]): string =>
  groups.map((group) => speech.t(`homes:groups.${group}`)).join(' → ')

function placeRows(speech: Speech, home: Home | undefined): readonly Row[] {
  if (home === undefined) return []
  const { rooms, squareMetres, metro, metroMetres, centreMetres } = home
  return [
    { label: speech.t('homes:size'), value: speech.t('homes:size-value', { count: rooms, area: squareMetres }) },
    { label: speech.t('homes:metro', { station: metro }), value: distanceText(speech, metroMetres) },
    { label: speech.t('homes:centre'), value: distanceText(speech, centreMetres) },
  ]
}

/** A home as a card. */
export function homeCard(speech: Speech, offered: Offered, name: string): HomeCard {
  const { id, home, rentFen, priority = [] } = offered
  return {
    id,
    name,
    house: houseAddress(id),
    houseAlt: speech.t('homes:house-alt'),
    plan: home === undefined ? undefined : planAddress(home.rooms),
    planAlt: home === undefined ? undefined : speech.t('homes:plan-alt', { count: home.rooms }),
    rows: [
      { label: speech.t('homes:rent'), value: rentText(speech, rentFen) },
      { label: speech.t('homes:for'), value: personsText(speech, offered) },
      ...placeRows(speech, home),
      ...(priority.length === 0 ? [] : [{ label: speech.t('homes:first'), value: groupNames(speech, priority) }]),
    ],
  }
}
