import { readFileSync } from 'node:fs'
import type { Language } from '../domain/case/language.ts'
import type { Strings } from './compare-strings.ts'
import type { DocumentStrings, ValueReference } from './document-template.ts'
import { locales, spelledOut, spelledOutWithHour } from './locales.ts'

/** What a paper tells, nested: `person.name`, `clocks.promise.dueOn`. Dates as ISO 8601, codes as codes. */
export interface DocumentValues {
  readonly [key: string]:
    | string
    | number
    | boolean
    | null
    | undefined
    | readonly string[]
    | readonly DocumentValues[]
    | DocumentValues
}

type Leaf = string | number

/**
 * A paper that lacks something it must say is not issued. Its name, which is its type in a history, says so;
 * its message is the path that led nowhere, never a value.
 */
export function documentIncomplete(path: string): Error {
  const failure = new Error(path)
  failure.name = 'DocumentIncomplete'
  return failure
}

/** What stands at a path, or undefined; an empty text is nothing. */
export function valueAt(values: DocumentValues, path: string): unknown {
  let here: unknown = values
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return undefined
    here = Object.entries(here).find(([key]) => key === step)?.[1]
  }
  return here === '' || here === null ? undefined : here
}

/** The list of codes at a path; none if there is nothing. */
export function codesAt(values: DocumentValues, path: string): readonly string[] {
  const found = valueAt(values, path)
  return Array.isArray(found) ? found.filter((entry): entry is string => typeof entry === 'string') : []
}

/** The things with fields in the list at a path; none if there is nothing. */
export function entriesAt(values: DocumentValues, path: string): readonly DocumentValues[] {
  const found = valueAt(values, path)
  return Array.isArray(found) ? found.filter((entry): entry is DocumentValues => typeof entry === 'object') : []
}

/** A text by its dotted key, from the first strings that have it. */
export function textAt(strings: DocumentStrings, language: Language, key: string): string | undefined {
  for (const perLanguage of strings) {
    let here: string | Strings | undefined = perLanguage[language]
    for (const step of key.split('.')) here = typeof here === 'object' ? here[step] : undefined
    if (typeof here === 'string') return here
  }
  return undefined
}

export interface Wording {
  readonly strings: DocumentStrings
  readonly values: DocumentValues
}

/** A value in one language's words, or undefined if it is not there (or its code has no text). */
export function wordingOf(
  { strings, values }: Wording,
  reference: ValueReference,
  language: Language,
): string | undefined {
  const found = valueAt(values, reference.value)
  if (typeof found !== 'string' && typeof found !== 'number') return undefined
  const { as = 'text' } = reference
  if (as.startsWith('code:')) return textAt(strings, language, `${as.slice('code:'.length)}.${found}`)
  return formats[as]?.(found, language)
}

const formats: Readonly<Record<string, (value: Leaf, language: Language) => string>> = {
  text: (value) => String(value),
  date: (value, language) => dateText(String(value), language),
  datetime: (value, language) => dateTimeText(String(value), language),
  money: (value, language) =>
    new Intl.NumberFormat(locales[language], { style: 'currency', currency: 'CNY' }).format(Number(value)),
  months: (value, language) =>
    new Intl.NumberFormat(locales[language], { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(
      Number(value),
    ),
  country: (value, language) => countryText(String(value), language),
}

/** A local date, or the local date of an instant, spelled out with its weekday. */
export const dateText = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], spelledOut).format(instantOf(moment))

const dateTimeText = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], spelledOutWithHour).format(instantOf(moment))

/** A date alone has no zone: noon in Shanghai keeps it on its day. */
const instantOf = (moment: string): Date => new Date(moment.length === 10 ? `${moment}T12:00:00+08:00` : moment)

/** ISO 3166-1 alpha-3 to alpha-2, which is what Intl names countries by. */
const countries: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('./common/countries.json', import.meta.url), 'utf8'),
)

/** The country's name; a code of ICAO's own (a stateless person, a refugee) stands as it is in the passport. */
function countryText(alpha3: string, language: Language): string {
  const alpha2 = countries[alpha3]
  if (typeof alpha2 !== 'string') return alpha3
  return new Intl.DisplayNames([locales[language]], { type: 'region' }).of(alpha2) ?? alpha3
}
