import type { Definition } from '../../case/definition.ts'
import { asksCorrections, redirects } from '../../case/sending.ts'
import { clocks } from './clocks.ts'
import { reasons } from './reasons.ts'

const all = ['individual', 'collective', 'employer']

/** Labour arbitration intake (`domain/arbitration-intake.md`; law: LMA 2, 5, 6, 21, 27–36, 43, 47, 53; RH 2017). */
export const arbitrationIntake = {
  kind: 'arbitration-intake',
  letter: 'A',
  law: {
    zh: '劳动人事争议仲裁申请',
    articles: [
      'LMA 21',
      'LMA 27',
      'LMA 28',
      'LMA 29',
      'LMA 30',
      'LMA 32',
      'LMA 35',
      'LMA 43',
      'LMA 47',
      'LMA 53',
      'RH 46',
    ],
  },
  team: 'arbitration',
  tracks: all,
  stages: ['drafting', 'check', 'correction', 'acceptance', 'service', 'tribunal', 'hearing', 'before-tribunal'],
  ways: Object.fromEntries(
    all.map((track) => [
      track,
      ['drafting', 'check', 'acceptance', 'service', 'tribunal', 'hearing', 'before-tribunal'],
    ]),
  ),
  clocks,
  tasks: {
    'review-filing': {
      team: 'arbitration',
      outcomes: {
        complete: {},
        incomplete: { reasons: ['correction'], sends: asksCorrections('review-filing') },
        'not-ours': { reasons: ['redirect'], sends: redirects },
      },
      law: 'LMA 28',
    },
    'decide-acceptance': {
      team: 'arbitration',
      outcomes: {
        accept: {},
        'not-accept': {
          reasons: ['refusal'],
          sends: {
            ...{ papers: ['non-acceptance-notice'], messages: ['not-accepted'], isReasoned: true },
            signedBy: ['review-filing', 'decide-acceptance'],
          },
        },
        return: { reasons: ['correction', 'refusal'], optional: true },
      },
      law: 'LMA 29',
    },
    'choose-service': {
      team: 'arbitration',
      outcomes: {
        electronic: {},
        post: {},
        'in-person': {},
        'left-at-address': {},
        'by-another-authority': {},
        announcement: {},
      },
      law: 'LMA 30',
    },
    'record-defence': { team: 'arbitration', outcomes: { received: {} }, law: 'LMA 30' },
    'record-mediation': { team: 'arbitration', outcomes: { settled: {}, failed: {} }, law: 'LMA 42' },
    'form-tribunal': { team: 'arbitration', outcomes: { single: {}, panel: {} }, law: 'LMA 31' },
    'fix-hearing': { team: 'arbitration', outcomes: { fixed: {} }, law: 'LMA 35' },
    'decide-postponement': { team: 'arbitration', outcomes: { granted: {}, refused: {} }, law: 'LMA 35' },
    'prepare-file': { team: 'arbitration', outcomes: { ready: {} } },
    'hand-over-file': { team: 'arbitration', outcomes: { 'handed-over': {} } },
    'decide-joinder': { team: 'arbitration', outcomes: { joined: {}, 'not-joined': {} }, law: 'RH 46' },
    'decide-change': { team: 'arbitration', outcomes: { accepted: {}, 'not-accepted': {} }, law: 'RH 46' },
    'decide-counterclaim': { team: 'arbitration', outcomes: { accepted: {}, 'not-accepted': {} }, law: 'RH 46' },
    'decide-withdrawal': { team: 'arbitration', outcomes: { allowed: {} } },
  },
  actions: {
    'take-to-court': { by: 'applicant', law: 'LMA 29' },
    'agree-to-mediation': { by: 'applicant', law: 'LMA 42' },
    'ask-postponement': { by: 'applicant', law: 'LMA 35' },
    'add-respondent': { by: 'applicant', law: 'RH 46' },
    'change-claims': { by: 'applicant', law: 'RH 46' },
    'record-mediation-consent': { by: 'officer', law: 'LMA 42' },
    'record-counterclaim': { by: 'officer', law: 'RH 46' },
    'take-over': { by: 'officer', law: 'RH 46' },
    suspend: { by: 'officer', law: 'RH 46' },
    resume: { by: 'officer', law: 'RH 46' },
  },
  materials: {
    'arbitration-application': { tracks: all, law: 'LMA 28' },
    identity: { tracks: all },
    'employment-proof': { tracks: all },
    evidence: { tracks: all, law: 'LMA 6' },
    'work-permit': { tracks: all },
    authority: { tracks: all },
  },
  reasons,
  documents: [
    'arbitration-application',
    'acceptance-notice',
    'non-acceptance-notice',
    'respondent-notice',
    'hearing-notice',
    'service-record',
    'case-file',
  ],
  messages: [
    'not-accepted',
    'may-sue',
    'respondent-served',
    'defence-copy',
    'tribunal-formed',
    'hearing-fixed',
    'hearing-moved',
    'file-handed-over',
    'concluded',
    'mediation-offered',
  ],
  flags: ['limitation-over', 'no-work-permit', 'counterclaim-only'],
  steps: {
    'ask-registry': { system: 'enterprise-registry', operation: 'company', giveUp: true },
    accept: { system: 'arbitration-commission', operation: 'accept', later: true, untimed: true },
    ship: { system: 'postal-service', operation: 'ship', later: true, untimed: true },
    'hand-over-file': { system: 'arbitration-commission', operation: 'handOverFile' },
  },
  bookings: [],
  promise: 'award',
  keepYears: 10,
} as const satisfies Definition
