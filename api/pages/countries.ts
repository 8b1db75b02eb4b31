import { readFileSync } from 'node:fs'

/** ISO 3166-1: alpha-3 as forms have it, alpha-2 as the names of countries are asked for. */
const codes = new Map<string, string>(
  Object.entries(JSON.parse(readFileSync(new URL('../../templates/common/countries.json', import.meta.url), 'utf8'))),
)

export const nationalities: readonly string[] = [...codes.keys()]

/** The two letters for three; the three themselves where there are none. */
export const alpha2Of = (alpha3: string): string => codes.get(alpha3) ?? alpha3
