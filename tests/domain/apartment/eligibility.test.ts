import { describe, expect, test } from '@jest/globals'
import { code } from '../../../domain/case/codes.ts'
import {
  type ApartmentFacts,
  allHold,
  conditionsOf,
  groupsOf,
  leaseEnd,
  reasonsBy,
  subsidyOf,
} from '../../../domain/kinds/apartment-allocation/rules.ts'
import { type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'

const day = (text: string): LocalDate => {
  const found = parseLocalDate(text)
  if (found === undefined) throw new Error(text)
  return found
}

const closing = day('2026-03-20')

const facts: ApartmentFacts = {
  persons: 2,
  degree: code('master'),
  contractEndsOn: day('2027-03-20'),
  ownsHome: false,
  otherPublicHousing: false,
  accessible: false,
  wantsSubsidy: false,
  employerState: code('active'),
  employerDistrict: code('310105'),
  chosen: [{ lot: code('L1'), minPersons: 1, maxPersons: 2 }],
}

const reasons = (changed: Partial<ApartmentFacts>) => reasonsBy(conditionsOf({ ...facts, ...changed }, closing))

describe('An application is eligible when every condition holds on the closing day', () => {
  test('all of them hold', () => {
    expect(allHold(conditionsOf(facts, closing))).toBe(true)
  })

  test.each([
    ['the contract is a day too short', { contractEndsOn: day('2027-03-19') }, ['contract-too-short']],
    ['the degree is below bachelor', { degree: code('other') }, ['degree-level']],
    ['a home in Shanghai', { ownsHome: true }, ['owns-home']],
    ['other public housing', { otherPublicHousing: true }, ['other-public-housing']],
    ['the employer sits in another district', { employerDistrict: code('310101') }, ['employer-not-in-district']],
    [
      'the employer is not known to the registry',
      { employerState: code('not-found'), employerDistrict: null },
      ['employer-not-active', 'employer-not-in-district'],
    ],
    ['no lot chosen is for so many', { persons: 3 }, ['no-lot-fits']],
    ['two of them at once', { ownsHome: true, persons: 3 }, ['owns-home', 'no-lot-fits']],
  ] as const)('not when %s', (_, changed, expected) => {
    expect(reasons(changed)).toEqual(expected)
  })

  test('a registry that has not answered gives no reason, and nothing is decided by itself', () => {
    const conditions = conditionsOf({ ...facts, employerState: null, employerDistrict: null }, closing)
    expect(reasonsBy(conditions)).toEqual([])
    expect(allHold(conditions)).toBe(false)
  })
})

describe('Groups go first at lots that name them', () => {
  const nobody = {
    graduatedOn: day('2020-07-10'),
    studiedAbroad: true,
    childrenBornOn: [],
    accessible: false,
    highLevel: false,
  }

  test.each([
    ['two years before closing, to the day', { graduatedOn: day('2024-03-20') }, ['returnee-graduate']],
    ['a day longer ago', { graduatedOn: day('2024-03-19') }, []],
    ['graduated in China', { graduatedOn: day('2025-07-01'), studiedAbroad: false }, []],
    ['a child of thirteen', { childrenBornOn: [day('2012-03-21')] }, ['family-with-child']],
    ['fourteen on that very day', { childrenBornOn: [day('2012-03-20')] }, []],
    [
      'one of two children under fourteen',
      { childrenBornOn: [day('2008-01-01'), day('2020-01-01')] },
      ['family-with-child'],
    ],
    ['a permit of category A and a need', { highLevel: true, accessible: true }, ['high-level', 'accessible-need']],
  ] as const)('%s', (_, changed, expected) => {
    expect(groupsOf({ ...nobody, ...changed }, closing)).toEqual(expected)
  })
})

describe('The subsidy is capped, never more than the rent, in whole quarters', () => {
  test.each([
    ['master', 520_000, { yearFen: 3_450_000, quarterFen: 862_500 }],
    ['doctor', 520_000, { yearFen: 4_500_000, quarterFen: 1_125_000 }],
    ['doctor', 250_001, { yearFen: 3_000_012, quarterFen: 750_003 }],
    ['bachelor', 100_000, { yearFen: 1_200_000, quarterFen: 300_000 }],
  ] as const)('%s, rent %i fen', (degree, rent, expected) => {
    expect(subsidyOf(degree, rent)).toEqual(expected)
  })

  test('a lease of twelve months ends on the day before', () => {
    expect(leaseEnd(day('2026-07-08'), 12)).toBe('2027-07-07')
    expect(leaseEnd(day('2026-02-28'), 12)).toBe('2027-02-27')
  })
})
