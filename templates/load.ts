import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '../domain/case/language.ts'
import { faultsOf, type Strings } from './compare-strings.ts'

/** Per namespace (`common`, `pages`, a kind, `documents-<folder>`) the texts in all eight languages. */
export type Texts = Readonly<Record<string, Readonly<Record<Language, Strings>>>>

const ownFolder = dirname(fileURLToPath(import.meta.url))

/**
 * Reads every strings file below the templates folder and compares the languages with each other.
 * Throws one error that names every missing language, key and placeholder: the program does not start half translated.
 */
export function loadTexts(folder = ownFolder): Texts {
  const texts = Object.fromEntries(
    [...stringFolders(folder)].map(([namespace, path]) => [namespace, readLanguages(namespace, path)]),
  )
  const faults = Object.entries(texts).flatMap(([namespace, perLanguage]) => faultsOf(namespace, perLanguage))
  if (faults.length > 0) throw new Error(`Templates are not complete:\n${faults.join('\n')}`)
  return texts
}

function* stringFolders(folder: string): Generator<readonly [string, string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const own = join(folder, entry.name, 'strings')
    const documents = join(folder, entry.name, 'documents', 'strings')
    if (holdsStrings(own)) yield [entry.name, own]
    if (holdsStrings(documents)) yield [`documents-${entry.name}`, documents]
  }
}

const holdsStrings = (path: string): boolean =>
  existsSync(path) && readdirSync(path).some((name) => name.endsWith('.json'))

const readLanguages = (namespace: string, path: string): Readonly<Record<Language, Strings>> => ({
  zh: readStrings(namespace, path, 'zh'),
  en: readStrings(namespace, path, 'en'),
  ja: readStrings(namespace, path, 'ja'),
  ko: readStrings(namespace, path, 'ko'),
  fr: readStrings(namespace, path, 'fr'),
  de: readStrings(namespace, path, 'de'),
  es: readStrings(namespace, path, 'es'),
  ru: readStrings(namespace, path, 'ru'),
})

function readStrings(namespace: string, path: string, language: Language): Strings {
  const file = join(path, `${language}.json`)
  if (!existsSync(file)) throw new Error(`Templates are not complete: ${namespace} has no ${language}.json`)
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isStrings(parsed)) throw new Error(`Templates: ${namespace} ${language}.json holds something that is no text`)
  return parsed
}

function isStrings(value: unknown): value is Strings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((entry) => (typeof entry === 'string' ? entry.trim() !== '' : isStrings(entry)))
}
