import type { Request } from 'express'
import { isLanguage, type Language } from '../../domain/case/language.ts'
import { callerOf } from '../sign-in.ts'

const fallback: Language = 'en'

/** The language to answer in: the first of `Accept-Language` that we speak, else the account's own. */
export function languageOf(request: Request): Language {
  const wished = (request.headers['accept-language'] ?? '')
    .split(',')
    .slice(0, 20)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1]).find(Boolean)
      return { word: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  return wished.map(({ word }) => word).find(isLanguage) ?? callerOf(request)?.language ?? fallback
}
