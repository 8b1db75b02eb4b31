import { clockOf } from '../case/definition.ts'
import { definitionOf } from '../kinds/index.ts'
import type { ClockRule } from '../time/clock.ts'
import type { Matter } from './matter.ts'

/** A part of a matter's way that takes the centre time: its clock's code, or a name where no clock runs for it. */
export type Leg = { readonly step: string; readonly rule: ClockRule }

const permit = ['acceptance', 'promise']
const dispute = ['acceptance', 'award']

/** The clocks one after the other that lead to a matter's end, by kind and track. */
const clocksOfWay: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'work-permit': {
    new: permit,
    renewal: permit,
    'change-of-employer': permit,
    replacement: permit,
    // Its promise runs from receipt.
    cancellation: ['promise'],
  },
  'talent-settlement': {
    'returnee-household': ['acceptance', 'offer', 'promise', 'public-notice'],
    'talent-residence': ['acceptance', 'offer', 'promise'],
  },
  'apartment-allocation': { round: ['eligibility'], immediate: ['eligibility'] },
  'arbitration-intake': { individual: dispute, collective: dispute, employer: dispute },
  'accommodation-registration': { 'self-declaration': ['registration'], 'on-behalf': ['registration'] },
}

/** The notice period of a household registration, in which no clock runs (A). */
const publicNotice: Leg = { step: 'public-notice', rule: { kind: 'working-days', n: 5 } }

/** The legs of a matter's way, with the lengths that its kind promises. */
export function legsOf({ kind, track }: Pick<Matter, 'kind' | 'track'>): readonly Leg[] {
  const definition = definitionOf(kind)
  const codes = clocksOfWay[kind]?.[track] ?? []
  if (definition === undefined) return []
  return codes.map((code) => {
    if (code === publicNotice.step) return publicNotice
    const { rule, byTrack } = clockOf(definition, code)
    return { step: code, rule: byTrack?.[track] ?? rule }
  })
}
