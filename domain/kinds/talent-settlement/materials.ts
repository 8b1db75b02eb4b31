import type { Definition, MaterialDefinition } from '../../case/definition.ts'

const both = ['returnee-household', 'talent-residence']
const household = ['returnee-household']

/** What an application brings; the registers are asked for the rest (`domain/talent-settlement.md`, Materials). */
export const materials = {
  passport: { tracks: both },
  'degree-certificate': { tracks: both },
  transcript: { tracks: both },
  contract: { tracks: both },
  photo: { tracks: both },
  'resident-id': { tracks: household },
  'household-book': { tracks: household },
  'travel-record': { tracks: household },
  'marriage-certificate': { tracks: household },
  'birth-certificate': { tracks: household },
  'address-consent': { tracks: household },
  'residence-proof': { tracks: ['talent-residence'] },
  authority: { tracks: both },
} as const satisfies Readonly<Record<string, MaterialDefinition>>

/** Papers whose originals an officer sees, by video or at the counter, in the order they are shown: identity first. */
export const originals = [
  'passport',
  'resident-id',
  'degree-certificate',
  'transcript',
  'household-book',
  'marriage-certificate',
  'birth-certificate',
] as const

/** Why something must be corrected, with what answers it; why an application is refused; whose matter it may be instead. */
export const reasons = {
  correction: {
    'passport-expires-soon': ['passport', 'person.passport.*'],
    'photo-unfit': ['photo'],
    'contract-unsigned': ['contract'],
    'degree-not-certified': ['degree-certificate'],
    'transcript-missing': ['transcript'],
    'travel-record-incomplete': ['travel-record'],
    'family-proof-missing': ['marriage-certificate', 'birth-certificate', 'family.*'],
    'address-consent-missing': ['address-consent'],
    'employer-not-active': ['employer.*'],
    'name-mismatch': ['person.*', 'passport'],
    'authority-missing': ['authority'],
    'translation-missing': ['*'],
    illegible: ['*'],
  },
  refusal: [
    'degree-not-recognised',
    'degree-level',
    'days-abroad',
    'job-too-late',
    'contract-too-short',
    'social-security-gap',
    'contribution-base',
    'false-material',
    'originals-mismatch',
    'objection-founded',
    'term-too-short',
    'office-refused',
  ],
  redirect: ['other-district', 'other-permit-kind', 'diplomatic'],
} as const satisfies Definition['reasons']
