/**
 * Every code with which the state or the law says no to somebody. Each has a status and title in `api/problems.ts` and a
 * text with the remedy in eight languages; both are complete by type and by test.
 */
export const refusalCodes = [
  'not-open',
  'not-yours',
  'outcome-not-offered',
  'reason-unknown',
  'reason-missing',
  'already-claimed',
  'not-claimed',
  'idempotency-key-reused',
  'second-officer-required',
  'corrections-incomplete',
  'reasons-not-new',
  'slot-taken',
  'slot-not-offered',
  'call-not-open',
  'still-unknown',
  'already-booked',
  'not-extendable',
  'already-extended',
  'extension-too-long',
  'clock-over',
  'outside-centre-hours',
  'receipt-out-of-range',
  'not-ready',
  'needs-open',
  'matter-in-plan',
  'matter-not-in-plan',
  'plan-full',
  'visit-scattered',
  'answer-invalid',
  'give-up-not-offered',
  'calendar-unknown',
  'calendar-not-proposed',
  'all-originals-must-match',
  'not-all-match',
  'too-late',
  'round-not-open',
  'round-closed',
  'apartment-taken',
  'commitment-mismatch',
  'notice-too-short',
  'counterclaim-late',
  'conflict-of-interest',
] as const

/** An expected "no" with a code, for a person. Anything else that goes wrong is a fault. */
export type RefusalCode = (typeof refusalCodes)[number]

/** What a rule answers when it says no. `detail` holds codes, numbers and dates only. */
export type Refusal = { readonly refused: RefusalCode; readonly detail?: Readonly<Record<string, string | number>> }

/** Says no. */
export const refuse = (refused: RefusalCode, detail?: Refusal['detail']): Refusal =>
  detail === undefined ? { refused } : { refused, detail }
