import { parseLocalDate } from './local-date.ts'

/** Names of holidays by day; keys are `YYYY-MM-DD`. */
type NamedDays = Readonly<Record<string, string>>

/** A year's notice of the State Council, cut down to what counting needs; plain JSON, so that a workflow can carry it. */
export type CalendarTable = {
  /** `cn-2026@1`: the year and the version of the notice. */
  readonly name: string
  readonly year: number
  readonly version: number
  /** Every day off the notice names, with the English name of its holiday. */
  readonly holidays: NamedDays
  /** Saturdays and Sundays that are worked, with the English name of the holiday they make up for. */
  readonly makeUpWorkdays: NamedDays
  /** An invented table: never loaded by default, refused in production. */
  readonly trial?: boolean
}

/** Where a table's text is not as published tables are: a path such as `holidays[2].days[0]`. */
type MalformedTable = { readonly malformed: string }

type Fields = Readonly<Record<string, unknown>>
type Named = { readonly day: string; readonly name: string }

type Head = Pick<CalendarTable, 'name' | 'year' | 'version' | 'trial'>

/** Reads a table in the form of the published files; anything else is told by the first place that is wrong. */
export function readTable(json: unknown): CalendarTable | MalformedTable {
  if (!isFields(json)) return { malformed: 'table' }
  const head = readHead(json)
  if (isMalformed(head)) return head
  const holidays = each(json['holidays'], 'holidays', (entry, path) => holidayDays(entry, path, head.year))
  if (isMalformed(holidays)) return holidays
  const worked = each(json['makeUpWorkdays'], 'makeUpWorkdays', (entry, path) => workedDay(entry, path, head.year))
  if (isMalformed(worked)) return worked
  return { ...head, holidays: byDay(holidays), makeUpWorkdays: byDay(worked) }
}

function readHead({ table: name, year, version, trial = false }: Fields): Head | MalformedTable {
  if (!isWhole(year) || year > 9999) return { malformed: 'year' }
  if (!isWhole(version)) return { malformed: 'version' }
  if (name !== `cn-${year}@${version}`) return { malformed: 'table' }
  if (typeof trial !== 'boolean') return { malformed: 'trial' }
  return trial ? { name, year, version, trial } : { name, year, version }
}

function holidayDays(entry: unknown, path: string, year: number): readonly Named[] | MalformedTable {
  if (!isFields(entry)) return { malformed: path }
  const { name } = entry
  if (!isName(name)) return { malformed: `${path}.name` }
  return each(entry['days'], `${path}.days`, (day, place) =>
    isDayOf(year, day) ? [{ day, name }] : { malformed: place },
  )
}

function workedDay(entry: unknown, path: string, year: number): readonly Named[] | MalformedTable {
  if (!isFields(entry)) return { malformed: path }
  const { day, for: name } = entry
  if (!isDayOf(year, day)) return { malformed: `${path}.day` }
  return isName(name) ? [{ day, name }] : { malformed: `${path}.for` }
}

function each(
  list: unknown,
  path: string,
  read: (entry: unknown, path: string) => readonly Named[] | MalformedTable,
): readonly Named[] | MalformedTable {
  if (!Array.isArray(list)) return { malformed: path }
  const days: Named[] = []
  for (const [index, entry] of list.entries()) {
    const found = read(entry, `${path}[${index}]`)
    if (isMalformed(found)) return found
    days.push(...found)
  }
  return days
}

function byDay(days: readonly Named[]): NamedDays {
  return Object.fromEntries(days.map(({ day, name }) => [day, name]))
}

/** A table may name days of its year and of the December before it. */
function isDayOf(year: number, day: unknown): day is string {
  if (typeof day !== 'string' || parseLocalDate(day) === undefined) return false
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMalformed(found: object): found is MalformedTable {
  return 'malformed' in found
}
