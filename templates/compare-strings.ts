import { type Language, languages } from '../domain/case/language.ts'

/** A tree of texts as a strings file holds it; a leaf is one text with `{{placeholders}}`. */
export type Strings = { readonly [key: string]: string | Strings }

const pluralEnding = /_(?:zero|one|two|few|many|other)$/

/** Every text of a strings tree by its full key, as the file names it (plural endings included). */
export function flatten(strings: Strings, prefix = ''): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(strings)) {
    if (typeof value === 'string') texts.set(`${prefix}${key}`, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text)
  }
  return texts
}

/** The names in double braces of a text, sorted, each once. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name]) => name ?? ''))].sort()

/** What the languages of one namespace lack against each other: keys, plural forms, placeholders. Empty if nothing. */
export function faultsOf(namespace: string, texts: Readonly<Record<Language, Strings>>): readonly string[] {
  const wanted = wantedPlaceholders(texts)
  return languages.flatMap((language) => {
    const own = flatten(texts[language])
    return [
      ...[...wanted].flatMap(([key, names]) => faultsOfKey({ language, own, key, names })),
      ...[...own.keys()].filter((key) => !formsOf(language, wanted, key)).map((key) => `${key} is no plural form here`),
    ].map((fault) => `${namespace} ${language}: ${fault}`)
  })
}

/** The keys of all languages together, plural forms as one key ending in `#`, each with the placeholders it was first seen with. */
function wantedPlaceholders(texts: Readonly<Record<Language, Strings>>): ReadonlyMap<string, readonly string[]> {
  const entries = languages.flatMap((language) => {
    const own = flatten(texts[language])
    return [...own].map(([key, text]) => [pluralsAsOne(own, key), placeholdersOf(text)] as const)
  })
  return new Map(entries.reverse())
}

function pluralsAsOne(own: ReadonlyMap<string, string>, key: string): string {
  const base = key.replace(pluralEnding, '')
  return base !== key && own.has(`${base}_other`) ? `${base}#` : key
}

interface KeyInLanguage {
  readonly language: Language
  readonly own: ReadonlyMap<string, string>
  readonly key: string
  readonly names: readonly string[]
}

function faultsOfKey({ language, own, key, names }: KeyInLanguage): readonly string[] {
  return keysIn(language, key).flatMap((wantedKey) => {
    const text = own.get(wantedKey)
    if (text === undefined) return [`${wantedKey} is missing`]
    const found = placeholdersOf(text)
    return sameButCount(found, names)
      ? []
      : [`${wantedKey} has {${found.join(', ')}} where others have {${names.join(', ')}}`]
  })
}

/** A form for one thing may say "one day" instead of the number. */
const sameButCount = (found: readonly string[], names: readonly string[]): boolean =>
  [found, names]
    .map((list) => list.filter((name) => name !== 'count').join())
    .every((list, _, [first]) => list === first)

const keysIn = (language: Language, key: string): readonly string[] =>
  key.endsWith('#')
    ? new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${key.slice(0, -1)}_${form}`)
    : [key]

const formsOf = (language: Language, wanted: ReadonlyMap<string, readonly string[]>, key: string): boolean =>
  wanted.has(key) || keysIn(language, `${key.replace(pluralEnding, '')}#`).includes(key)
