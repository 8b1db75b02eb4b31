import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type CalendarTable, readTable } from '../../domain/time/calendar.ts'
import { type ClockEvent, type ClockInput, judgeClock } from '../../domain/time/clock.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { renderResult } from '../../domain/time/render-result.ts'

/** One field of a case that came out otherwise than expected. */
type Difference = { readonly what: string; readonly expected: unknown; readonly actual: unknown }
/** How one case came out. */
type Played = { readonly id: string; readonly pass: boolean; readonly differences: readonly Difference[] }
/** Where published tables are found by name. */
type Published = (name: string) => CalendarTable | undefined

/** Plays the cases of a file in the form of `dates.json`. A case that cannot be read is a difference, not an end. */
export function* playDates(json: unknown, published: Published): Iterable<Played> {
  const { tables, cases } = z
    .object({ tables: z.array(tableForm).default([]), cases: z.array(z.unknown()) })
    .parse(json)
  const known = new Map(tables.map((table) => [table.name, table]))
  const form = caseForm((name) => known.get(name) ?? published(name))
  for (const [index, entry] of cases.entries()) {
    const differences = differencesOf(form.safeParse(entry))
    yield { id: idOf(entry) ?? `cases[${index}]`, pass: differences.length === 0, differences }
  }
}

type Case = z.infer<ReturnType<typeof caseForm>>

const instantForm = z.string().transform((text, context) => parseInstant(text) ?? refused(context, 'an instant'))

const tableForm = z.unknown().transform((json, context) => {
  const table = readTable(json)
  return 'malformed' in table ? refused(context, `a table: ${table.malformed}`) : table
})

const ruleForm = z.object({
  kind: z.enum([
    'working-days',
    'calendar-days',
    'months',
    'hours',
    'backward-days',
    'backward-working-days',
    'earliest-hearing',
  ]),
  n: z.int(),
  anchor: z.enum(['event', 'end-of-day']).exactOptional(),
  roll: z.enum(['back', 'none']).exactOptional(),
  extension: z.object({ max: z.int() }).exactOptional(),
})

function caseForm(tables: Published) {
  const named = z.string().transform((name, context) => tables(name) ?? refused(context, `the table ${name}`))
  return z.object({
    rule: ruleForm,
    start: instantForm,
    events: z.array(eventForm(named)).default([]),
    calendars: z.array(named),
    asOf: instantForm.exactOptional(),
    expect: z.record(z.string(), z.unknown()),
  })
}

function eventForm(named: z.ZodType<CalendarTable>): z.ZodType<ClockEvent> {
  const at = instantForm
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('pause'), at, reason: z.string().exactOptional() }),
    z.object({ type: z.literal('resume'), at, reason: z.string().exactOptional() }),
    z.object({ type: z.literal('extend'), at, n: z.int() }),
    z.object({ type: z.literal(['restart', 'met', 'cancel']), at }),
    z.object({ type: z.literal('calendar'), at, load: named }),
  ])
}

function differencesOf(read: z.ZodSafeParseResult<Case>): readonly Difference[] {
  if (!read.success) return read.error.issues.map(({ path, message }) => unreadable(path, message))
  const { expect, calendars: tables, ...clock } = read.data
  const input: ClockInput = { ...clock, tables }
  const actual: Readonly<Record<string, unknown>> = renderResult(judgeClock(input))
  return Object.entries(expect).flatMap(([what, expected]) => compared(what, expected, actual[what] ?? null))
}

/** Lists are compared entry by entry, so that a long ledger names the days that differ. */
function compared(what: string, expected: unknown, actual: unknown): readonly Difference[] {
  if (isDeepStrictEqual(expected, actual)) return []
  if (!Array.isArray(expected) || !Array.isArray(actual)) return [{ what, expected, actual }]
  const length = Math.max(expected.length, actual.length)
  return Array.from({ length }, (_, index) => ({
    what: `${what}[${index}]`,
    expected: expected[index] ?? null,
    actual: actual[index] ?? null,
  })).filter((pair) => !isDeepStrictEqual(pair.expected, pair.actual))
}

function unreadable(path: readonly PropertyKey[], message: string): Difference {
  return { what: path.map(String).join('.'), expected: 'a case in the form of the oracle', actual: message }
}

function idOf(entry: unknown): string | undefined {
  return z.object({ id: z.string() }).safeParse(entry).data?.id
}

function refused(context: z.RefinementCtx, expected: string): never {
  context.addIssue({ code: 'custom', message: `not ${expected}` })
  return z.NEVER
}
