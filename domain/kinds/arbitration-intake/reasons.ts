import type { Definition } from '../../case/definition.ts'

/** Why a filing is corrected (and what an answer must touch), not accepted, or sent to another commission. */
export const reasons = {
  correction: {
    'claim-amount-missing': ['claims.*'],
    'claim-unclear': ['claims.*'],
    'evidence-list-missing': ['claims.*', 'evidence'],
    'identity-missing': ['identity'],
    'respondent-unclear': ['respondents.*'],
    'address-missing': ['address.*', 'respondents.*'],
    'signature-missing': ['arbitration-application'],
    'authority-missing': ['authority'],
    'translation-missing': ['*'],
  },
  refusal: ['not-a-labour-dispute', 'not-a-party', 'already-decided', 'not-in-jurisdiction'],
  redirect: ['not-in-jurisdiction'],
} as const satisfies Definition['reasons']
