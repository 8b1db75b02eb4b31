/** Direct criteria which a person claims and an officer finds true or not. */
export const CLAIMED_CRITERIA = [
  'talent-programme',
  'recognised-achievement',
  'market-position',
  'innovative-entrepreneur',
  'outstanding-young-talent',
  'master-china-or-top100',
  'language-teacher',
  'vocational-qualification',
  'agreement-or-programme',
] as const

/** A direct criterion that is claimed. */
export type ClaimedCriterion = (typeof CLAIMED_CRITERIA)[number]

/** A direct criterion that follows from the other answers and cannot be claimed. */
export type DerivedCriterion = 'pay-six-times' | 'bachelor-two-years' | 'pay-four-times'

/** A direct criterion of category A or B. */
export type DirectCriterion = ClaimedCriterion | DerivedCriterion
