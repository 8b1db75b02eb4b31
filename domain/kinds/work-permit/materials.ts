import type { Definition } from '../../case/definition.ts'

/** Every track. */
export const all = ['new', 'renewal', 'change-of-employer', 'replacement', 'cancellation']
const withContract = ['new', 'renewal', 'change-of-employer']
/** Those that end with a card to take home. */
export const withCard = [...withContract, 'replacement']

/** What each track asks for. */
export const materials = {
  passport: { tracks: withCard },
  photo: { tracks: withCard },
  visa: { tracks: ['new'] },
  contract: { tracks: withContract },
  'degree-certificate': { tracks: ['new'] },
  'work-experience-letter': { tracks: ['new'] },
  'no-criminal-record': { tracks: ['new'] },
  'medical-certificate': { tracks: ['new'] },
  'tax-record': { tracks: ['renewal'] },
  'release-letter': { tracks: ['change-of-employer'] },
  'police-report': { tracks: ['replacement'] },
  'termination-proof': { tracks: ['cancellation'] },
  authority: { tracks: all },
  'accommodation-slip': { tracks: all },
} as const satisfies Definition['materials']

/** What is wanted, refused, or another body's. */
export const reasons = {
  correction: {
    'passport-expires-soon': ['passport', 'person.passport.*'],
    'photo-unfit': ['photo'],
    'contract-unsigned': ['contract'],
    'degree-not-certified': ['degree-certificate'],
    'experience-not-shown': ['work-experience-letter'],
    'criminal-record-too-old': ['no-criminal-record'],
    'medical-too-old': ['medical-certificate'],
    'employer-not-active': ['employer.*'],
    'name-mismatch': ['person.*', 'passport'],
    'not-registered-at-address': ['accommodation-slip'],
    'authority-missing': ['authority'],
    'translation-missing': ['*'],
    illegible: ['*'],
  },
  refusal: [
    'category-not-met',
    'quota-exhausted',
    'false-material',
    'employer-not-qualified',
    'active-permit-elsewhere',
    'term-too-short',
    'security',
    'bureau-refused',
  ],
  redirect: ['other-district', 'other-permit-kind', 'diplomatic'],
} as const satisfies Definition['reasons']
