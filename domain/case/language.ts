/** The languages the centre speaks, in the order they are offered. In documents Chinese governs. */
export const languages = ['zh', 'en', 'ja', 'ko', 'fr', 'de', 'es', 'ru'] as const

/** One of the eight languages a person can be answered in. */
export type Language = (typeof languages)[number]

/** Whether a word from outside (a form, a header) names one of the eight languages. */
export const isLanguage = (word: string): word is Language => languages.some((language) => language === word)
