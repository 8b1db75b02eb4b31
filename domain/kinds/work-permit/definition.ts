import type { Definition } from '../../case/definition.ts'
import { asksCorrections, redirects, refuses } from '../../case/sending.ts'
import { all, materials, reasons, withCard } from './materials.ts'

const straight = [
  ...['drafting', 'check', 'examination', 'approval', 'registration'],
  ...['biometrics', 'bureau-decision', 'production', 'collection'],
]

/** Work residence permit: two licences at one window (`domain/work-permit.md`; law: EEL 30–33, 41, ALL 32, 38, 42, 44, 45). */
export const workPermit = {
  kind: 'work-permit',
  letter: 'W',
  law: {
    zh: '外国人工作类居留许可',
    articles: ['EEL 30-33', 'EEL 41', 'ALL 32', 'ALL 42', 'ALL 44', 'ALL 45', 'ALL 82'],
  },
  team: 'permits',
  tracks: all,
  stages: [
    'drafting',
    'check',
    'correction',
    'examination',
    'approval',
    'registration',
    'biometrics',
    'bureau-decision',
    'production',
    'collection',
  ],
  ways: {
    new: straight,
    renewal: straight,
    'change-of-employer': straight,
    replacement: ['drafting', 'check', 'approval', 'bureau-decision', 'production', 'collection'],
    cancellation: ['drafting', 'check', 'approval', 'registration'],
  },
  clocks: {
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
    promise: {
      basis: 'promise',
      rule: { kind: 'working-days', n: 7 },
      byTrack: { replacement: { kind: 'working-days', n: 3 }, cancellation: { kind: 'working-days', n: 5 } },
      legalBasis: 'centre',
      on: 'centre',
      told: true,
      late: 'delayed',
    },
    'work-permit-decision': {
      basis: 'statutory',
      rule: { kind: 'working-days', n: 20, extension: { max: 10 } },
      legalBasis: 'ALL 42',
      on: 'centre',
      told: false,
    },
    biometrics: {
      basis: 'promise',
      rule: { kind: 'calendar-days', n: 60 },
      legalBasis: 'centre',
      on: 'applicant',
      told: true,
    },
    'residence-decision': {
      basis: 'statutory',
      rule: { kind: 'calendar-days', n: 15 },
      legalBasis: 'EEL 30',
      on: 'external',
      told: false,
    },
    delivery: {
      basis: 'statutory',
      rule: { kind: 'working-days', n: 10 },
      legalBasis: 'ALL 44',
      on: 'centre',
      told: false,
    },
    'entry-window': {
      basis: 'statutory',
      rule: { kind: 'calendar-days', n: 30 },
      legalBasis: 'EEL 30',
      on: 'centre',
      told: false,
    },
  },
  tasks: {
    'check-materials': {
      team: 'permits',
      outcomes: {
        complete: {
          sends: {
            ...{ papers: ['acceptance-receipt'], messages: ['accepted'], clock: 'promise' },
            ...{ accepts: true, tracks: withCard, status: 'received' },
          },
        },
        incomplete: { reasons: ['correction'], sends: asksCorrections('check-materials') },
        'not-ours': { reasons: ['redirect'], sends: redirects },
      },
      law: 'ALL 32',
    },
    examine: {
      team: 'permits',
      outcomes: {
        recommend: {},
        'recommend-refusal': { reasons: ['refusal'] },
        'expert-review': { sends: { papers: [], messages: ['expert-review'] } },
      },
      law: 'ALL 34',
    },
    'expert-opinion': {
      team: 'permits',
      outcomes: { favourable: {}, unfavourable: {}, 'no-opinion': {} },
      law: 'ALL 45',
    },
    approve: {
      team: 'permits',
      outcomes: {
        grant: {},
        refuse: { reasons: ['refusal'], sends: refuses },
        return: { reasons: ['refusal', 'correction'] },
      },
      law: 'ALL 38',
    },
    'resolve-conflict': { team: 'permits', outcomes: { released: {}, refuse: {} } },
    'record-biometrics': { team: 'front-desk', outcomes: { taken: {}, 'no-show': {} }, law: 'EEL 30' },
    'hand-over': { team: 'front-desk', outcomes: { 'handed-over': {} }, also: ['kiosk'], law: 'ALL 44' },
  },
  actions: {},
  materials,
  reasons,
  documents: ['work-permit-notice', 'residence-permit', 'cancellation-certificate'],
  messages: [
    'expert-review',
    'biometrics-invitation',
    'interview-invitation',
    'permit-ready',
    'collect-reminder',
    'parcel-returned',
    'handed-over',
    'cancelled',
  ],
  flags: ['entry-late', 'late-renewal'],
  steps: {
    'ask-registry': { system: 'enterprise-registry', operation: 'company', giveUp: true },
    'ask-accommodation': { system: 'accommodation-register', operation: 'lookUp', giveUp: true },
    register: { system: 'work-permit-bureau', operation: 'register' },
    'cancel-registration': { system: 'work-permit-bureau', operation: 'cancel' },
    'cancel-old-registration': { system: 'work-permit-bureau', operation: 'cancel' },
    apply: { system: 'exit-entry-bureau', operation: 'apply', later: true, inquiry: 'application-state' },
    'application-state': { system: 'exit-entry-bureau', operation: 'state' },
    'cancel-application': { system: 'exit-entry-bureau', operation: 'cancel' },
    'print-card': { system: 'card-printer', operation: 'print', later: true },
    ship: { system: 'postal-service', operation: 'ship', later: true },
  },
  bookings: ['biometrics'],
  promise: 'promise',
  keepYears: 10,
} as const satisfies Definition
