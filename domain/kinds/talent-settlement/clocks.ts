import type { ClockDefinition } from '../../case/definition.ts'

/** The clocks of a settlement (`domain/talent-settlement.md`, Clocks). */
export const clocks = {
  acceptance: {
    basis: 'statutory',
    rule: { kind: 'working-days', n: 5 },
    legalBasis: 'ALL 32',
    on: 'centre',
    told: true,
  },
  correction: {
    basis: 'promise',
    rule: { kind: 'working-days', n: 15, extension: { max: 10 } },
    legalBasis: 'centre',
    on: 'applicant',
    told: true,
    remind: 'corrections-reminder',
  },
  offer: {
    basis: 'promise',
    rule: { kind: 'working-days', n: 5 },
    legalBasis: 'centre',
    on: 'centre',
    told: false,
  },
  booking: {
    basis: 'promise',
    rule: { kind: 'calendar-days', n: 30 },
    legalBasis: 'centre',
    on: 'applicant',
    told: true,
  },
  promise: {
    basis: 'promise',
    rule: { kind: 'working-days', n: 15 },
    legalBasis: 'centre',
    on: 'centre',
    told: true,
    late: 'delayed',
  },
  decision: {
    basis: 'statutory',
    rule: { kind: 'working-days', n: 20, extension: { max: 10 } },
    legalBasis: 'ALL 42',
    on: 'centre',
    told: false,
  },
  household: {
    basis: 'promise',
    rule: { kind: 'calendar-days', n: 60 },
    legalBasis: 'centre',
    on: 'applicant',
    told: true,
  },
} as const satisfies Readonly<Record<string, ClockDefinition>>
