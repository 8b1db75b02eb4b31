import type { Definition } from '../../case/definition.ts'
import { asksCorrections, redirects, refuses } from '../../case/sending.ts'
import { clocks } from './clocks.ts'
import { materials, reasons } from './materials.ts'

/** Talent settlement with video verification of the originals (`domain/talent-settlement.md`; R: 沪人社规〔2020〕25号; ALL 32, 34, 38, 42, 45). */
export const talentSettlement = {
  kind: 'talent-settlement',
  letter: 'T',
  law: {
    zh: '留学人才落户与海外人才居住证',
    articles: ['沪人社规〔2020〕25号', 'ALL 32', 'ALL 42', 'ALL 45', 'ALL 82'],
  },
  team: 'settlement',
  tracks: ['returnee-household', 'talent-residence'],
  stages: [
    ...['drafting', 'check', 'correction', 'verification', 'examination', 'approval'],
    ...['publication', 'office', 'household', 'collection'],
  ],
  ways: {
    'returnee-household': [
      ...['drafting', 'check', 'verification', 'examination', 'approval'],
      ...['publication', 'office', 'household'],
    ],
    'talent-residence': ['drafting', 'check', 'verification', 'examination', 'approval', 'office', 'collection'],
  },
  clocks,
  tasks: {
    'check-materials': {
      team: 'settlement',
      outcomes: {
        complete: {},
        incomplete: { reasons: ['correction'], sends: asksCorrections('check-materials') },
        'not-ours': { reasons: ['redirect'], sends: redirects },
      },
      law: 'ALL 32',
    },
    'verify-originals': {
      team: 'settlement',
      outcomes: { 'all-match': {}, 'counter-visit': {}, mismatch: {}, 'technical-failure': {}, 'no-show': {} },
      law: 'ALL 34',
    },
    'verify-at-counter': { team: 'front-desk', outcomes: { 'all-match': {}, mismatch: {} }, law: 'ALL 34' },
    examine: {
      team: 'settlement',
      outcomes: {
        recommend: {},
        'recommend-refusal': { reasons: ['refusal'] },
        clarify: { sends: { papers: [], messages: ['question'], isQuestion: true } },
      },
      law: 'ALL 34',
    },
    approve: {
      team: 'settlement',
      outcomes: {
        grant: {},
        refuse: { reasons: ['refusal'], sends: refuses },
        return: { reasons: ['refusal', 'correction'], optional: true },
      },
      law: 'ALL 38',
    },
    'examine-objection': { team: 'settlement', outcomes: { unfounded: {}, founded: {} } },
    'hand-over': { team: 'front-desk', outcomes: { 'handed-over': {} }, also: ['kiosk'], law: 'ALL 44' },
  },
  actions: {
    'choose-counter': { by: 'applicant' },
    'answer-question': { by: 'applicant' },
    'record-objection': { by: 'officer' },
    'other-address': { by: 'applicant' },
  },
  materials,
  reasons,
  documents: ['video-record', 'public-notice', 'settlement-approval', 'talent-residence-permit'],
  messages: [
    ...['video-invitation', 'video-booked', 'video-reminder', 'appointment-moved', 'counter-invitation', 'question'],
    ...['settled', 'permit-ready', 'collect-reminder', 'parcel-returned', 'handed-over'],
  ],
  flags: [],
  steps: {
    'ask-registry': { system: 'enterprise-registry', operation: 'company', giveUp: true },
    'ask-social-security': { system: 'social-security', operation: 'contributions', giveUp: true },
    'verify-credential': { system: 'credential-verification', operation: 'verify', later: true },
    'submit-dossier': { system: 'settlement-office', operation: 'submit', later: true },
    'take-back-dossier': { system: 'settlement-office', operation: 'takeBack' },
    'move-in': { system: 'household-register', operation: 'moveIn' },
    'undo-move-in': { system: 'household-register', operation: 'undoMoveIn' },
    ship: { system: 'postal-service', operation: 'ship', later: true },
  },
  bookings: ['video'],
  promise: 'promise',
  keepYears: 30,
} as const satisfies Definition
