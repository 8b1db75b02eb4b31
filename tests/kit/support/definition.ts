import type { Definition } from '../../../domain/case/definition.ts'

/** A kind that is nobody's: what the kit itself has to do, shown without a matter of the centre. */
export const trial = {
  kind: 'trial',
  letter: 'X',
  law: { zh: '试', articles: [] },
  team: 'permits',
  tracks: ['usual'],
  stages: ['drafting', 'under-way'],
  clocks: {
    limit: {
      basis: 'statutory',
      rule: { kind: 'hours', n: 1 },
      legalBasis: 'test',
      on: 'centre',
      told: false,
    },
    days: {
      basis: 'statutory',
      rule: { kind: 'working-days', n: 2 },
      legalBasis: 'test',
      on: 'centre',
      told: false,
    },
    reminder: {
      basis: 'promise',
      rule: { kind: 'hours', n: 2 },
      legalBasis: 'test',
      on: 'centre',
      told: false,
    },
  },
  tasks: { look: { team: 'permits', outcomes: { done: {}, other: {} } } },
  actions: { propose: { by: 'applicant' } },
  materials: {},
  reasons: { correction: {}, refusal: [], redirect: [] },
  documents: ['paper'],
  messages: ['word', 'ready'],
  flags: [],
  steps: { ask: { system: 'enterprise-registry', operation: 'company' } },
  bookings: [],
  promise: 'limit',
  keepYears: 1,
} as const satisfies Definition
