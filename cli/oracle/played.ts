import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { parseLocalDate } from '../../domain/time/local-date.ts'

/** One field of a case that came out otherwise than expected; null where there is none. */
export type Difference = { readonly what: string; readonly expected: unknown; readonly actual: unknown }

/** How one case came out. */
export type Played = { readonly id: string; readonly pass: boolean; readonly differences: readonly Difference[] }

/** Named values, such as those a case expects. */
export type Fields = Readonly<Record<string, unknown>>

/** A local day in the form of the oracles. */
export const dayForm = z.string().transform((text, context) => {
  const day = parseLocalDate(text)
  if (day !== undefined) return day
  context.addIssue({ code: 'custom', message: 'no such day' })
  return z.NEVER
})

/** Plays each case of a list; one that cannot be read, or breaks the rule it is for, is a difference and not an end. */
export function* playEach(
  cases: readonly unknown[],
  play: (entry: unknown) => readonly Difference[],
): Iterable<Played> {
  for (const [index, entry] of cases.entries()) {
    const differences = differencesOrFault(entry, play)
    yield { id: idOf(entry) ?? `cases[${index}]`, pass: differences.length === 0, differences }
  }
}

/** The differences where nothing but the expected fields may be there. */
export function differencesOfAll(expected: Fields, actual: Fields): readonly Difference[] {
  return differencesIn([...new Set([...Object.keys(expected), ...Object.keys(actual)])], expected, actual)
}

/** The differences in the fields that a case names. */
export function differencesOfNamed(expected: Fields, actual: Fields): readonly Difference[] {
  return differencesIn(Object.keys(expected), expected, actual)
}

function differencesIn(names: readonly string[], expected: Fields, actual: Fields): readonly Difference[] {
  return names
    .map((what) => ({ what, expected: expected[what] ?? null, actual: actual[what] ?? null }))
    .filter((pair) => !isDeepStrictEqual(pair.expected, pair.actual))
}

function differencesOrFault(entry: unknown, play: (entry: unknown) => readonly Difference[]): readonly Difference[] {
  try {
    return play(entry)
  } catch (fault) {
    // One case must not hide the others: what went wrong is told as its difference.
    return [{ what: 'case', expected: 'a case in the form of its oracle', actual: faultText(fault) }]
  }
}

function faultText(fault: unknown): string {
  if (fault instanceof z.ZodError) return z.prettifyError(fault)
  return fault instanceof Error ? fault.message : String(fault)
}

function idOf(entry: unknown): string | undefined {
  return z.object({ id: z.string() }).safeParse(entry).data?.id
}
