import type { Definition } from '../../case/definition.ts'

/** Accommodation registration within 24 hours of arriving at the lodging (EEL 39; `domain/accommodation-registration.md`). */
export const accommodationRegistration = {
  kind: 'accommodation-registration',
  letter: 'R',
  law: { zh: '境外人员临时住宿登记', articles: ['EEL 39', 'EEL 76'] },
  team: 'front-desk',
  tracks: ['self-declaration', 'on-behalf'],
  stages: ['drafting', 'hand-over', 'posting', 'waiting'],
  ways: {
    'self-declaration': ['drafting', 'hand-over', 'waiting'],
    'on-behalf': ['drafting', 'posting'],
  },
  clocks: {
    registration: {
      basis: 'statutory',
      rule: { kind: 'hours', n: 24 },
      legalBasis: 'EEL 39',
      on: 'applicant',
      told: true,
      late: 'registration-late',
    },
    'stay-ends': {
      basis: 'promise',
      rule: { kind: 'backward-days', n: 10, anchor: 'end-of-day', roll: 'none' },
      legalBasis: 'centre',
      on: 'centre',
      told: false,
    },
  },
  tasks: {
    'registration-missing': { team: 'front-desk', outcomes: { registered: {}, gone: {}, reported: {} }, law: 'EEL 39' },
  },
  actions: { 'hand-over': { by: 'applicant', law: 'EEL 39' } },
  materials: {
    passport: { tracks: ['self-declaration', 'on-behalf'] },
    'lease-or-title': { tracks: ['self-declaration', 'on-behalf'] },
    'host-consent': { tracks: ['self-declaration', 'on-behalf'] },
    authority: { tracks: ['on-behalf'] },
  },
  reasons: { correction: {}, refusal: [], redirect: ['other-district'] },
  documents: ['accommodation-slip'],
  messages: ['registered', 'registration-late', 'registration-missing', 'stay-ends'],
  flags: [],
  steps: {
    'hand-over': { system: 'accommodation-register', operation: 'handOver' },
    'look-up': { system: 'accommodation-register', operation: 'lookUp' },
    post: { system: 'accommodation-register', operation: 'register' },
  },
  bookings: [],
  promise: 'registration',
  keepYears: 3,
} as const satisfies Definition
