import type { Definition } from '../../case/definition.ts'

/** Why an application is not eligible, what its corrections must touch, and where it belongs instead. */
export const apartmentReasons = {
  correction: {
    'employer-not-in-district': ['employer.*'],
    'employer-not-active': ['employer.*'],
    'contract-too-short': ['contract', 'contract.*'],
    'degree-level': ['degree-certificate', 'study.*'],
    'owns-home': ['ownsHomeInShanghai'],
    'other-public-housing': ['otherPublicHousing'],
    'no-lot-fits': ['preferences', 'household', 'household-proof'],
    'accessibility-not-shown': ['accessibility-proof'],
    'name-mismatch': ['person.*', 'passport'],
    'authority-missing': ['authority'],
    'translation-missing': ['*'],
    illegible: ['*'],
  },
  refusal: [
    'employer-not-in-district',
    'employer-not-active',
    'contract-too-short',
    'degree-level',
    'owns-home',
    'other-public-housing',
    'second-application',
    'false-material',
    'no-lot-fits',
  ],
  redirect: [],
} as const satisfies Definition['reasons']
