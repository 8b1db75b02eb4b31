import type { ClockDefinition } from '../../case/definition.ts'

/** The clocks of a dispute (`domain/arbitration-intake.md`, Clocks). */
export const clocks = {
  acceptance: {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 5 },
    legalBasis: 'LMA 29',
    on: 'centre',
    told: true,
    late: 'may-sue',
  },
  correction: {
    basis: 'promise',
    rule: { kind: 'working-days', n: 10 },
    legalBasis: 'centre',
    on: 'applicant',
    told: true,
    remind: 'corrections-reminder',
  },
  service: {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 5 },
    legalBasis: 'LMA 30',
    on: 'centre',
    told: false,
  },
  // The respondent's right to answer, not a duty: no defence never stops the way.
  defence: {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 10 },
    legalBasis: 'LMA 30',
    on: 'external',
    told: false,
    atDue: 'cancelled',
  },
  'defence-copy': {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 5 },
    legalBasis: 'LMA 30',
    on: 'centre',
    told: false,
  },
  tribunal: {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 5 },
    legalBasis: 'LMA 32',
    on: 'centre',
    told: false,
  },
  'hearing-notice': {
    basis: 'statutory',
    rule: { kind: 'backward-days', n: 5, anchor: 'event', roll: 'back' },
    legalBasis: 'LMA 35',
    on: 'centre',
    told: false,
  },
  handover: {
    basis: 'promise',
    rule: { kind: 'working-days', n: 10 },
    legalBasis: 'centre',
    on: 'centre',
    told: false,
  },
  award: {
    basis: 'statutory',
    rule: { kind: 'calendar-days', n: 45, extension: { max: 15 } },
    legalBasis: 'LMA 43',
    on: 'external',
    told: true,
    late: 'may-sue',
  },
} as const satisfies Readonly<Record<string, ClockDefinition>>
