import { describe, expect, test } from '@jest/globals'
import {
  type EligibilityInput,
  judgeEligibility,
  proposedRefusals,
} from '../../../domain/kinds/talent-settlement/eligibility.ts'
import { type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'

const day = (text: string): LocalDate => {
  const found = parseLocalDate(text)
  if (found === undefined) throw new RangeError(text)
  return found
}

/** A master of a university among the first 500, back for a year, at work for ten months. */
const returnee: EligibilityInput = {
  track: 'returnee-household',
  receivedOn: day('2026-03-02'),
  degree: 'master',
  rank: 27,
  domesticDegree: 'bachelor',
  daysAbroad: 548,
  returnedOn: day('2024-08-20'),
  firstJobOn: day('2024-10-08'),
  contractEndsOn: day('2029-10-07'),
  credential: 'genuine',
  employerState: 'active',
  contributions: { months: 24, gaps: 0, baseRatio: 1 },
  children: [],
}

const residence: EligibilityInput = {
  ...returnee,
  track: 'talent-residence',
  rank: undefined,
  contributions: undefined,
}

const refusals = (input: EligibilityInput, change: Partial<EligibilityInput> = {}) =>
  proposedRefusals(judgeEligibility({ ...input, ...change }))

type Row = readonly [why: string, change: Partial<EligibilityInput>, proposed: readonly string[]]

const pays = (baseRatio: number, gaps = 0, months = 24) => ({ contributions: { months, gaps, baseRatio } })

const rows: readonly Row[] = [
  ['everything is in order', {}, []],
  ['a bachelor of the 500th university', { degree: 'bachelor', rank: 500 }, []],
  ['a bachelor of the 501st', { degree: 'bachelor', rank: 501, ...pays(1.5) }, ['degree-level']],
  ['a bachelor whose university has no rank', { degree: 'bachelor', rank: undefined, ...pays(1.5) }, ['degree-level']],
  ['a master with 180 days abroad', { daysAbroad: 180 }, []],
  ['a master with 179', { daysAbroad: 179 }, ['days-abroad']],
  ['a doctor with 179', { degree: 'doctor', daysAbroad: 179 }, ['days-abroad']],
  ['a bachelor with 360', { degree: 'bachelor', daysAbroad: 360 }, []],
  ['a bachelor with 359', { degree: 'bachelor', daysAbroad: 359 }, ['days-abroad']],
  ['a first job two years after the return to the day', { firstJobOn: day('2026-08-20') }, []],
  ['a first job a day later', { firstJobOn: day('2026-08-21') }, ['job-too-late']],
  ['a contract that has a year left to the day', { contractEndsOn: day('2027-03-02') }, []],
  ['a contract that has a day less', { contractEndsOn: day('2027-03-01') }, ['contract-too-short']],
  ['a month missing in social security', pays(1, 1), ['social-security-gap']],
  ['five months of social security', pays(1, 0, 5), ['social-security-gap']],
  ['a base just under the average wage', pays(0.99), ['contribution-base']],
  ['a base of 1.49 from the 501st university', { rank: 501, ...pays(1.49) }, ['contribution-base']],
  ['a base of 1.5 from the 501st university', { rank: 501, ...pays(1.5) }, []],
  [
    'a base of 1 from there with a first bachelor of the “Double First-Class”',
    { rank: 501, domesticDegree: 'double-first-class-bachelor' },
    [],
  ],
  ['a doctor on any base', { degree: 'doctor', rank: 501, ...pays(0.3) }, []],
  ['a degree that was not found', { credential: 'not-found' }, ['degree-not-recognised']],
  [
    'everything wrong at once is said at once',
    {
      degree: 'bachelor',
      rank: 900,
      daysAbroad: 10,
      firstJobOn: day('2027-01-01'),
      contractEndsOn: day('2026-04-01'),
      credential: 'not-found',
      ...pays(0.5, 2),
    },
    [
      ...['degree-level', 'days-abroad', 'job-too-late', 'contract-too-short'],
      ...['social-security-gap', 'contribution-base', 'degree-not-recognised'],
    ],
  ],
]

describe('A returnee is registered when all of it holds; each condition that does not proposes its own refusal', () => {
  test.each(rows)('%s', (_, change, proposed) => {
    expect(refusals(returnee, change)).toEqual(proposed)
  })
})

describe('What has not been answered is neither met nor missed', () => {
  test.each([
    ['contribution-base', { contributions: undefined }],
    ['social-security', { contributions: undefined }],
    ['credential', { credential: undefined }],
    ['credential', { credential: 'doubtful' }],
    ['days-abroad', { daysAbroad: undefined }],
  ] as const)('%s', (condition, change) => {
    const judged = judgeEligibility({ ...returnee, ...change }).find((each) => each.condition === condition)
    expect(judged?.met).toBeNull()
    expect(refusals(returnee, change)).toEqual([])
  })
})

describe('Children move with their parents until they are grown', () => {
  const met = (birthDate: string, atSchool: boolean) =>
    judgeEligibility({ ...returnee, children: [{ birthDate: day(birthDate), atSchool }] }).find(
      ({ condition }) => condition === 'children',
    )?.met

  test.each([
    ['the day before the eighteenth birthday', '2008-03-03', false, true],
    ['on the eighteenth birthday', '2008-03-02', false, false],
    ['at nineteen, at school', '2006-03-03', true, true],
    ['at twenty, at school', '2006-03-02', true, false],
  ])('%s', (_, birthDate, atSchool, expected) => {
    expect(met(birthDate, atSchool)).toBe(expected)
  })
})

describe('A residence permit for overseas talent asks for less', () => {
  test.each([
    ['any bachelor will do', { degree: 'bachelor' }, []],
    ['no days abroad, no social security', { daysAbroad: 0 }, []],
    ['six months of contract to the day', { contractEndsOn: day('2026-09-02') }, []],
    ['a day less', { contractEndsOn: day('2026-09-01') }, ['contract-too-short']],
    ['a degree not found', { credential: 'not-found' }, ['degree-not-recognised']],
  ] as const)('%s', (_, change, proposed) => {
    expect(refusals(residence, change)).toEqual(proposed)
  })

  test('an employer that is not active is shown as a condition that is not met', () => {
    const conditions = judgeEligibility({ ...residence, employerState: 'deregistered' })
    expect(conditions.find(({ condition }) => condition === 'employer')).toMatchObject({
      met: false,
      value: 'deregistered',
      source: 'enterprise-registry',
    })
  })
})
