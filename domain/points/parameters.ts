import type { LocalDate } from '../time/local-date.ts'

/** Category of a foreigner who works in China: A high-level, B professional, C other (managed by quota). */
export type Category = 'A' | 'B' | 'C'

/** The highest degree that is proved. */
export type Education = 'doctor' | 'master' | 'bachelor' | 'other'

/** A band of whole numbers: from its lower bound, which belongs to it, up to the next band. */
export type NumberBand = { readonly from: number; readonly points: number }

/** The points table of the Classification Standard; bands ascend. */
export type PointsTable = {
  /** CNY a year before tax. */
  readonly pay: readonly NumberBand[]
  readonly education: Readonly<Record<Education, number>>
  /** Full years. */
  readonly workYears: readonly NumberBand[]
  /** Full months a year. */
  readonly monthsPerYear: readonly NumberBand[]
  readonly chinese: {
    readonly formerNational: number
    readonly degreeTaughtInChinese: number
    readonly hsk: readonly NumberBand[]
  }
  readonly region: Readonly<Record<'encouraged' | 'shanghai', number>>
  /** Completed years on the day of acceptance. */
  readonly age: readonly NumberBand[]
  readonly university: number
  readonly localBonusMost: number
}

/** Everything the classification counts with, as it is in force from a day on. */
export type ParameterSet = {
  readonly inForceFrom: string
  /** Shanghai, of the previous year. */
  readonly averageMonthlyWageCny: number
  /** Multiples of the average wage which make the category by pay alone. */
  readonly wageMultiple: Readonly<Record<'A' | 'B', number>>
  readonly table: PointsTable
  /** Least points of the category. */
  readonly limit: Readonly<Record<'A' | 'B', number>>
  /** Longest permit, in months. */
  readonly capMonths: Readonly<Record<Category, number>>
  /** Shortest permit for work, in days (Exit and Entry Administration Law art. 30). */
  readonly shortestDays: number
  readonly youngestAge: number
  /** Highest age (itself included) at which most direct criteria of B hold. */
  readonly oldestForB: number
  /** Highest age (itself included) of an outstanding young talent. */
  readonly oldestYoungTalent: number
  /** Work years of the criterion `bachelor-two-years`. */
  readonly yearsAfterBachelor: number
}

const TABLE_OF_2017: PointsTable = {
  pay: [
    { from: 0, points: 0 },
    { from: 50_000, points: 5 },
    { from: 70_000, points: 8 },
    { from: 150_000, points: 11 },
    { from: 250_000, points: 14 },
    { from: 350_000, points: 17 },
    { from: 450_000, points: 20 },
  ],
  education: { doctor: 20, master: 15, bachelor: 10, other: 0 },
  workYears: [
    { from: 0, points: 0 },
    { from: 2, points: 5 },
    { from: 3, points: 6 },
    { from: 4, points: 7 },
    { from: 5, points: 8 },
    { from: 6, points: 9 },
    { from: 7, points: 10 },
    { from: 8, points: 11 },
    { from: 9, points: 12 },
    { from: 10, points: 13 },
    { from: 11, points: 14 },
    { from: 12, points: 15 },
  ],
  monthsPerYear: [
    { from: 0, points: 0 },
    { from: 3, points: 5 },
    { from: 6, points: 10 },
    { from: 9, points: 15 },
  ],
  chinese: {
    formerNational: 10,
    degreeTaughtInChinese: 10,
    hsk: [
      { from: 0, points: 0 },
      { from: 1, points: 2 },
      { from: 2, points: 4 },
      { from: 3, points: 6 },
      { from: 4, points: 8 },
      { from: 5, points: 10 },
    ],
  },
  region: { encouraged: 10, shanghai: 0 },
  age: [
    { from: 18, points: 10 },
    { from: 26, points: 15 },
    { from: 46, points: 10 },
    { from: 56, points: 5 },
    { from: 61, points: 0 },
  ],
  university: 5,
  localBonusMost: 10,
}

const SINCE_2017 = {
  wageMultiple: { A: 6, B: 4 },
  table: TABLE_OF_2017,
  limit: { A: 85, B: 60 },
  capMonths: { A: 60, B: 24, C: 12 },
  shortestDays: 90,
  youngestAge: 18,
  oldestForB: 60,
  oldestYoungTalent: 40,
  yearsAfterBachelor: 2,
} as const

/**
 * The sets in order of time. Classification Standard for Foreigners Working in China (trial), in force 2017-04-01; the
 * average wage is published every year. A later set is added, an earlier one never changed: decided cases keep theirs.
 */
const PARAMETER_SETS: readonly ParameterSet[] = [
  { inForceFrom: '2024-07-01', averageMonthlyWageCny: 12_307, ...SINCE_2017 },
  { inForceFrom: '2025-07-01', averageMonthlyWageCny: 12_434, ...SINCE_2017 },
]

/** The newest set in force on a day, or undefined before the first. */
export function parametersOn(day: LocalDate): ParameterSet | undefined {
  return PARAMETER_SETS.findLast((set) => set.inForceFrom <= day)
}
