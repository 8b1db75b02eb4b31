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
