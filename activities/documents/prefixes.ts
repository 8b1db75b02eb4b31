import { ApplicationFailure } from '@temporalio/common'

/** First letters of a paper's number, by its code (`domain/README.md`, Documents). */
const prefixes: Readonly<Record<string, string>> = {
  'filing-receipt': 'SJ',
  'acceptance-receipt': 'SL',
  'correction-notice': 'BZ',
  'redirect-notice': 'BS',
  'extension-notice': 'YQ',
  'refusal-notice': 'BX',
  'withdrawal-confirmation': 'CH',
  'lapse-notice': 'SX',
  'work-permit-notice': 'GZ',
  'residence-permit': 'JL',
  'collection-receipt': 'LZ',
  'cancellation-certificate': 'ZX',
  'video-record': 'SP',
  'public-notice': 'GS',
  'settlement-approval': 'LH',
  'talent-residence-permit': 'HC',
  'arbitration-application': 'SQ',
  'acceptance-notice': 'ZS',
  'non-acceptance-notice': 'ZB',
  'respondent-notice': 'YS',
  'hearing-notice': 'KT',
  'service-record': 'SD',
  'case-file': 'AJ',
  'draw-record': 'YH',
  'offer-letter': 'PZ',
  lease: 'HT',
  'move-in-record': 'RZ',
  'subsidy-decision': 'BT',
  'accommodation-slip': 'ZD',
  plan: 'JH',
  'sla-report': 'SB',
}

/** @throws ApplicationFailure for a code that names no paper: a defect. */
export function prefixOf(code: string): string {
  const prefix = prefixes[code]
  if (prefix === undefined) throw ApplicationFailure.nonRetryable('unknown-document', 'Defect')
  return prefix
}
