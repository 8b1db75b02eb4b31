import type { Language } from '../../domain/case/language.ts'
import { locales, zone as timeZone } from '../../templates/locales.ts'
import type { TextValues, Translator } from '../../templates/translate.ts'

/** The words of one language, as pages ask for them. */
export type Speech = {
  readonly language: Language
  /** A text by its whole key. */
  readonly t: (key: string, values?: TextValues) => string
  /** A text of the pages' own. */
  readonly p: (key: string, values?: TextValues) => string
  /** The kind's own words for it, else the common ones; undefined where neither has any. */
  readonly ofKind: (kind: string, key: string, values?: TextValues) => string | undefined
  /** The same, where words must be there: the code itself stands in for words that a kind has not brought yet. */
  readonly word: (kind: string, key: string, values?: TextValues) => string
  readonly date: (moment: string) => string
  readonly dateTime: (instant: string) => string
  /** Day, month and, where it is not this one, year: for lists. */
  readonly shortDate: (moment: string) => string
  readonly shortDateTime: (instant: string) => string
  readonly number: (value: number) => string
  /** Days or hours as words: "3 working days". */
  readonly monthName: (month: string) => string
  /** Monday first. */
  readonly weekdays: readonly string[]
  /** Country by its ISO 3166-1 alpha-2 code. */
  readonly country: (alpha2: string) => string
}

const noon = (moment: string): Date => new Date(moment.length === 10 ? `${moment}T12:00:00+08:00` : moment)

const shortDay = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const
const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
/** 2024-01-01 was a Monday. */
const aWeek = Array.from({ length: 7 }, (_, index) => noon(`2024-01-0${index + 1}`))

const lastPart = (key: string): string =>
  key.split('.').findLast((part) => !['title', 'label', 'name'].includes(part)) ?? key

type Formats = Pick<
  Speech,
  'date' | 'dateTime' | 'shortDate' | 'shortDateTime' | 'number' | 'monthName' | 'weekdays' | 'country'
>

function formatsOf(translator: Translator, language: Language): Formats {
  const locale = locales[language]
  const short = new Intl.DateTimeFormat(locale, shortDay)
  const shortWithHour = new Intl.DateTimeFormat(locale, { ...shortDay, ...hour })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: language === 'zh' ? 'narrow' : 'short', timeZone })
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' })
  return {
    date: (moment) => translator.dateText(language, moment),
    dateTime: (instant) => translator.dateTimeText(language, instant),
    shortDate: (moment) => short.format(noon(moment)),
    shortDateTime: (instant) => shortWithHour.format(new Date(instant)),
    number: (value) => translator.numberText(language, value),
    monthName: (text) => month.format(noon(`${text}-15`)),
    weekdays: aWeek.map((day) => weekday.format(day)),
    country: (alpha2) => countries.of(alpha2) ?? alpha2,
  }
}

/** The words of each language, made once: formats are dear to make. */
export function createSpeeches(translator: Translator): (language: Language) => Speech {
  const made = new Map<Language, Speech>()
  return (language) => {
    const known = made.get(language)
    if (known !== undefined) return known
    const speech = speechOf(translator, language)
    made.set(language, speech)
    return speech
  }
}

function speechOf(translator: Translator, language: Language): Speech {
  const t = (key: string, values: TextValues = {}) => translator.translate(language, key, values)
  const ofKind: Speech['ofKind'] = (kind, key, values) => {
    const found = [`${kind}:${key}`, `common:${key}`].find((whole) => translator.has(language, whole))
    return found === undefined ? undefined : t(found, values)
  }
  return {
    language,
    t,
    p: (key, values) => t(`pages:${key}`, values),
    ofKind,
    word: (kind, key, values) => ofKind(kind, key, values) ?? lastPart(key),
    ...formatsOf(translator, language),
  }
}
