import type { LocalDate } from '../../time/local-date.ts'

/** A value by the day from which it holds, until the next one does. */
export type Dated<Value> = { readonly from: LocalDate; readonly value: Value; readonly source: string }

// oxlint-disable-next-line typescript/consistent-type-assertions -- days written down here, not read from anywhere
const day = (text: string) => text as LocalDate

/** Shanghai's monthly minimum wage in fen (R: notices of the municipal human resources bureau). */
export const minimumWages: readonly Dated<number>[] = [
  { from: day('2021-07-01'), value: 259_000, source: '沪人社规〔2021〕18号' },
  { from: day('2023-07-01'), value: 269_000, source: '沪人社规〔2023〕18号' },
  { from: day('2025-07-01'), value: 274_000, source: '沪人社规〔2025〕7号' },
]

/** The districts for whose disputes the centre's court is (A: configuration). */
export const courtDistricts: readonly Dated<readonly string[]>[] = [
  { from: day('2010-01-01'), value: ['310105'], source: 'centre' },
]

/** What is in force on a day; before the first, the first. @throws RangeError for an empty table: a defect. */
export function inForce<Value>(table: readonly Dated<Value>[], on: LocalDate): Value {
  const found = table.findLast(({ from }) => from <= on) ?? table[0]
  if (found === undefined) throw new RangeError('nothing-in-force')
  return found.value
}

/** Months of the minimum wage up to which an item of money is final for the employer (LMA 47). */
export const finalMonths = 12
/** Months within which a dispute is brought (LMA 27). */
export const limitationMonths = 12
/** Whole days between the notice and the hearing (LMA 35). */
export const hearingNoticeDays = 5
/** Days before the hearing until which a postponement can be asked for (LMA 35). */
export const postponementDays = 3
/** After this many days an announcement counts as served (R: Civil Procedure Law 95). */
export const announcementDays = 30
/** Arbitrators of a panel (LMA 31). */
export const panelSize = 3
