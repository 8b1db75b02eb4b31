import type { Subject } from './judge-criteria.ts'
import type { NumberBand } from './parameters.ts'

/** The items of the points table, in its order. */
export const POINTS_ITEMS = [
  'pay',
  'education',
  'workYears',
  'monthsPerYear',
  'chinese',
  'region',
  'age',
  'university',
  'localBonus',
] as const

/** An item of the points table. */
export type PointsItem = (typeof POINTS_ITEMS)[number]

/** A band of an item: a range of numbers with both ends included (`to` null: and more), or one answer. */
export type ItemBand =
  | { readonly from: number; readonly to: number | null; readonly points: number }
  | { readonly is: string | boolean; readonly points: number }

/** An item with everything its explanation shows. */
export type ScoredItem = {
  readonly value: number | string | boolean
  readonly points: number
  /** The most points this item can give. */
  readonly most: number
  /** The band the value fell into. */
  readonly band: ItemBand
  /** The next band that would give more, and so what it needs; null where none does. */
  readonly next: ItemBand | null
}

/** Each item of the points table with its points and why. */
export function scoreItems(subject: Subject): Readonly<Record<PointsItem, ScoredItem>> {
  const { input, age, parameters } = subject
  const { table } = parameters
  return {
    pay: byBands(table.pay, input.annualPayCny),
    education: byAnswers(table.education, input.education),
    workYears: byBands(table.workYears, input.workYears),
    monthsPerYear: byBands(table.monthsPerYear, input.monthsPerYear),
    chinese: scoreChinese(subject),
    region: byAnswers(table.region, input.region),
    age: byBands(table.age, age),
    university: byYes(table.university, input.famousUniversityOrTop500),
    localBonus: asGiven(table.localBonusMost, input.localBonus),
  }
}

// The best of three ways counts; they do not add up.
function scoreChinese({ input, parameters: { table } }: Subject): ScoredItem {
  const { formerNational, degreeTaughtInChinese, hsk } = table.chinese
  const byTest = byBands(hsk, input.hskLevel)
  const most = Math.max(formerNational, degreeTaughtInChinese, byTest.most)
  const hasDegree = input.degreeTaughtInChinese && input.education !== 'other'
  const ways: readonly ScoredItem[] = [
    ...(input.formerChineseNational ? [oneWay('former-chinese-national', formerNational)] : []),
    ...(hasDegree ? [oneWay('degree-taught-in-chinese', degreeTaughtInChinese)] : []),
    byTest,
  ]
  const best = ways.reduce((first, other) => (other.points > first.points ? other : first))
  return { ...best, most, next: best.points < most ? byTest.next : null }
}

function oneWay(way: string, points: number): ScoredItem {
  return { value: way, points, most: points, band: { is: way, points }, next: null }
}

function byBands(bands: readonly NumberBand[], value: number): ScoredItem {
  const index = bands.findLastIndex(({ from }) => from <= value)
  const points = bands[index]?.points ?? 0
  const better = bands.findIndex((band, position) => position > index && band.points > points)
  return {
    value,
    points,
    most: Math.max(...bands.map((band) => band.points)),
    band: rangeAt(bands, index),
    next: better < 0 ? null : rangeAt(bands, better),
  }
}

function rangeAt(bands: readonly NumberBand[], index: number): ItemBand {
  const following = bands[index + 1]
  const { from, points } = bands[index] ?? { from: 0, points: 0 }
  return { from, to: following ? following.from - 1 : null, points }
}

function byAnswers<Answer extends string>(table: Readonly<Record<Answer, number>>, value: Answer): ScoredItem {
  const points = table[value]
  const answers = Object.entries<number>(table)
  const better = answers.filter(([, more]) => more > points).sort(([, one], [, other]) => one - other)[0]
  return {
    value,
    points,
    most: Math.max(...answers.map(([, each]) => each)),
    band: { is: value, points },
    next: better ? { is: better[0], points: better[1] } : null,
  }
}

function byYes(most: number, value: boolean): ScoredItem {
  const points = value ? most : 0
  return { value, points, most, band: { is: value, points }, next: value ? null : { is: true, points: most } }
}

// Each point of the province's list is a band of its own; which entries give more is for the list to say.
function asGiven(most: number, value: number): ScoredItem {
  const next = value < most ? { from: value + 1, to: value + 1, points: value + 1 } : null
  return { value, points: value, most, band: { from: value, to: value, points: value }, next }
}
