import type { Language } from '../domain/case/language.ts'

/** Regional forms: each gives long dates in the order the country writes them. */
export const locales = {
  zh: 'zh-CN',
  en: 'en-GB',
  ja: 'ja-JP',
  ko: 'ko-KR',
  fr: 'fr-FR',
  de: 'de-DE',
  es: 'es-ES',
  ru: 'ru-RU',
} as const satisfies Record<Language, string>

/** Where every date and hour that a person reads is at home. */
export const zone = 'Asia/Shanghai'

/** A date as people read it, with its weekday. */
export const spelledOut = { dateStyle: 'full', timeZone: zone } as const

/** The same with the hour. */
export const spelledOutWithHour = {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: zone,
} as const
