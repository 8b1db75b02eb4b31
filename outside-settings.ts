import { z } from 'zod'
import { type OutsideSystem, outsideSystems } from './activities/outside/names.ts'

type Given = Readonly<Record<string, string | undefined>>

/** Where an outside system is, and the secret we share with it. */
export type OutsideAddress = Readonly<{ url: string; secret: string }>

const secret = z.string().min(16)
const web = () => z.url({ protocol: /^https?$/ })

const nameOf = (system: OutsideSystem, what: 'URL' | 'SECRET') =>
  `OUTSIDE_${system.toUpperCase().replaceAll('-', '_')}_${what}`

const outsideVariables: Readonly<Record<string, 'URL' | 'SECRET'>> = Object.fromEntries(
  outsideSystems.flatMap((system) => (['URL', 'SECRET'] as const).map((what) => [nameOf(system, what), what])),
)

const addresses = z.record(z.enum(outsideSystems), z.object({ url: z.string(), secret: z.string() }))

/** Every system's address: as given, else the sandbox's. */
export function outsideOf(given: Given, sandbox: string, sandboxSecret?: string) {
  const addressOf = (system: OutsideSystem): OutsideAddress => ({
    url: given[nameOf(system, 'URL')] ?? `${sandbox}/${system}`,
    secret: given[nameOf(system, 'SECRET')] ?? sandboxSecret ?? '',
  })
  return addresses.parse(Object.fromEntries(outsideSystems.map((system) => [system, addressOf(system)])))
}

/** The variables that name an outside system. */
export const outsideNames: readonly string[] = outsideSystems.flatMap((system) => [
  nameOf(system, 'URL'),
  nameOf(system, 'SECRET'),
])

/** A line for each OUTSIDE_ variable that is wrong or unknown. */
export function outsideFaults(given: Given): readonly string[] {
  const names = Object.keys(given).filter((name) => name.startsWith('OUTSIDE_'))
  return names.map((name) => faultOf(name, given[name])).filter((line) => line !== undefined)
}

function faultOf(name: string, value: string | undefined): string | undefined {
  const what = outsideVariables[name]
  if (what === undefined) return `${name} is not a setting: there is no such outside system.`
  if (what === 'URL' && !web().safeParse(value).success)
    return `${name} is "${value}": it takes an http or https address.`
  if (what === 'SECRET' && !secret.safeParse(value).success)
    return `${name} is too short: it takes 16 characters or more.`
  return undefined
}
