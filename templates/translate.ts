import i18next, { type i18n } from 'i18next'
import { type Language, languages } from '../domain/case/language.ts'
import { loadTexts, type Texts } from './load.ts'
import { locales, spelledOut, spelledOutWithHour } from './locales.ts'

/** What a text's placeholders stand for. `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>

/** Every word a person reads comes through here. */
export interface Translator {
  readonly languages: readonly Language[]
  /** The text of `namespace:dotted.key`. Throws if there is no such text in that language, or a placeholder has no value. */
  readonly translate: (language: Language, key: string, values?: TextValues) => string
  /** Whether that language has the text: for a kind's own words before the common ones. */
  readonly has: (language: Language, key: string) => boolean
  /** A local date (`2026-03-12`) or the local date of an instant, spelled out with its weekday. */
  readonly dateText: (language: Language, moment: string) => string
  /** An instant (RFC 3339) as date with weekday and the hour in Shanghai. */
  readonly dateTimeText: (language: Language, instant: string) => string
  readonly numberText: (language: Language, value: number) => string
}

/** Reads and checks all texts (see `loadTexts`), then answers for all languages at once. */
export async function createTranslator(texts: Texts = loadTexts()): Promise<Translator> {
  const library = await openLibrary(texts)
  return {
    languages,
    translate: (language, key, values = {}) => translateStrictly(library, { language, key, values }),
    has: (language, key) => [key, `${key}_other`].some((whole) => holds(library, language, whole)),
    dateText: (language, moment) => format(language, noonIfDate(moment), spelledOut),
    dateTimeText: (language, instant) => format(language, instant, spelledOutWithHour),
    numberText: (language, value) => new Intl.NumberFormat(locales[language]).format(value),
  }
}

async function openLibrary(texts: Texts): Promise<i18n> {
  const library = i18next.createInstance()
  const namespaces = Object.keys(texts)
  await library.init({
    fallbackLng: false,
    supportedLngs: [...languages],
    ns: namespaces,
    defaultNS: false,
    resources: Object.fromEntries(
      languages.map((language) => [
        language,
        Object.fromEntries(Object.entries(texts).map(([namespace, perLanguage]) => [namespace, perLanguage[language]])),
      ]),
    ),
    // Pages and mails escape for themselves; a subject line must not be escaped at all.
    interpolation: { escapeValue: false },
    returnNull: false,
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`The text "${text}" was given no value for ${match[0]}`)
    },
  })
  return library
}

function holds(library: i18n, language: Language, key: string): boolean {
  const [namespace = '', path = ''] = key.split(':')
  const found: unknown = library.getResource(language, namespace, path)
  return typeof found === 'string'
}

interface Wanted {
  readonly language: Language
  readonly key: string
  readonly values: TextValues
}

function translateStrictly(library: i18n, { language, key, values }: Wanted): string {
  const count = typeof values['count'] === 'number' ? { count: values['count'] } : {}
  if (!library.exists(key, { lng: language, ...count })) throw new Error(`No text ${key} in ${language}`)
  // By `replace`, so that no value (a context, a language) is taken for an option of the library.
  const text: unknown = library.t(key, { lng: language, replace: { ...values }, returnObjects: true, ...count })
  if (typeof text !== 'string') throw new Error(`${key} in ${language} is a group of texts, not one`)
  return text
}

/** A date alone has no zone: noon in Shanghai keeps it on its day. */
const noonIfDate = (moment: string): string => (moment.length === 10 ? `${moment}T12:00:00+08:00` : moment)

function format(language: Language, instant: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], options).format(new Date(instant))
}
