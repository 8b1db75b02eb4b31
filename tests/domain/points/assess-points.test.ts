import { describe, expect, test } from '@jest/globals'
import { completedYears } from '../../../domain/points/age.ts'
import { assessPoints } from '../../../domain/points/assess-points.ts'
import { day, ON, PLAIN, TERM } from './applicant.ts'

function assessed(change: Readonly<Record<string, unknown>>, onDate = ON): Readonly<Record<string, unknown>> {
  return { ...assessPoints({ ...PLAIN, ...change }, onDate) }
}

describe('The first wrong field is named', () => {
  test.each([
    [{ annualPayCny: -1 }, 'annualPayCny'],
    [{ annualPayCny: 1_000_000_001 }, 'annualPayCny'],
    [{ annualPayCny: '200000' }, 'annualPayCny'],
    [{ annualPayCny: Number.NaN }, 'annualPayCny'],
    [{ education: 'Bachelor' }, 'education'],
    [{ education: 'toString' }, 'education'],
    [{ workYears: 81 }, 'workYears'],
    [{ workYears: 1.5 }, 'workYears'],
    [{ monthsPerYear: 13 }, 'monthsPerYear'],
    [{ formerChineseNational: 'true' }, 'formerChineseNational'],
    [{ degreeTaughtInChinese: 1 }, 'degreeTaughtInChinese'],
    [{ hskLevel: 7 }, 'hskLevel'],
    [{ region: 'beijing' }, 'region'],
    [{ birthDate: '1990-02-30' }, 'birthDate'],
    [{ birthDate: '1990-2-3' }, 'birthDate'],
    [{ birthDate: null }, 'birthDate'],
    [{ famousUniversityOrTop500: undefined }, 'famousUniversityOrTop500'],
    [{ localBonus: -1 }, 'localBonus'],
    [{ directCriteria: 'talent-programme' }, 'directCriteria'],
    [{ directCriteria: ['talent-programme', 'unknown'] }, 'directCriteria'],
    [{ directCriteria: ['bachelor-two-years'] }, 'directCriteria'],
    [{ ...TERM, termFrom: undefined }, 'termFrom'],
    [{ ...TERM, contractEndsOn: undefined }, 'contractEndsOn'],
    [{ passportExpiresOn: '2033-01-01' }, 'termFrom'],
    [{ ...TERM, passportExpiresOn: '2033-13-01' }, 'passportExpiresOn'],
    [{ workYears: -1, education: 'none' }, 'education'],
    [{ localBonus: 11, passportExpiresOn: 'x' }, 'localBonus'],
  ])('%j', (change, field) => {
    expect(assessed(change)).toEqual({ category: null, code: 'invalid-field', field })
  })

  test.each([[null], [undefined], ['text'], [[]], [{}]])('%j has no fields at all', (input) => {
    expect(assessPoints(input, ON)).toEqual({ category: null, code: 'invalid-field', field: 'annualPayCny' })
  })

  test('A wrong field is named before missing parameters, and those before the age', () => {
    const before = day('2024-06-30')
    expect(assessed({ hskLevel: -1, birthDate: '2020-01-01' }, before)).toMatchObject({ code: 'invalid-field' })
    expect(assessed({ birthDate: '2020-01-01' }, before)).toEqual({ category: null, code: 'no-parameters' })
    expect(assessed({ birthDate: '2030-01-01' })).toEqual({ category: null, code: 'under-age' })
  })
})

describe('Age is completed years', () => {
  test.each([
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2000-02-29', '2028-02-28', 27],
    ['2000-02-29', '2028-02-29', 28],
    ['1990-12-31', '2026-12-30', 35],
    ['1990-12-31', '2026-12-31', 36],
  ])('born %s is on %s %d', (birth, on, years) => {
    expect(completedYears(day(birth), day(on))).toBe(years)
  })
})

describe('The better of criteria and points makes the category', () => {
  test.each([
    [{ directCriteria: ['recognised-achievement'] }, 'A', ['recognised-achievement']],
    [{ directCriteria: ['market-position'] }, 'A', ['market-position']],
    [{ directCriteria: ['innovative-entrepreneur'] }, 'A', ['innovative-entrepreneur']],
    [{ directCriteria: ['agreement-or-programme'], birthDate: '1950-01-01' }, 'B', ['agreement-or-programme']],
    [{ directCriteria: ['vocational-qualification'] }, 'B', ['vocational-qualification']],
    [{ directCriteria: ['vocational-qualification'], birthDate: '1965-03-16' }, 'C', []],
    [{ directCriteria: ['language-teacher'] }, 'B', ['language-teacher']],
    [{ directCriteria: ['language-teacher'], education: 'other' }, 'C', []],
    [{ directCriteria: ['language-teacher'], birthDate: '1965-03-16' }, 'C', []],
    [{ directCriteria: ['outstanding-young-talent'], education: 'master' }, 'C', []],
    [{ annualPayCny: 596_832, education: 'other' }, 'B', ['pay-four-times']],
    [{ annualPayCny: 596_831, education: 'other', workYears: 30 }, 'B', ['points']],
    [
      { directCriteria: ['agreement-or-programme', 'talent-programme', 'talent-programme'], workYears: 2 },
      'A',
      ['talent-programme', 'bachelor-two-years', 'agreement-or-programme'],
    ],
  ])('%j: %s', (change, category, basis) => {
    expect(assessed(change)).toMatchObject({ category, basis })
  })

  test('A degree taught in Chinese counts only as a degree; the best of three ways counts once', () => {
    expect(assessed({ degreeTaughtInChinese: true })).toMatchObject({ breakdown: { chinese: 10 } })
    expect(assessed({ degreeTaughtInChinese: true, education: 'other', hskLevel: 2 })).toMatchObject({
      breakdown: { chinese: 4 },
    })
    expect(assessed({ formerChineseNational: true, degreeTaughtInChinese: true, hskLevel: 6 })).toMatchObject({
      breakdown: { chinese: 10 },
    })
  })
})

describe('The term is as long as contract, passport and category allow, in whole months', () => {
  test.each([
    ['2026-02-01', '2026-05-01', 3, '2026-05-01'], // three months from 1 February are 89 days
    ['2026-02-01', '2026-05-02', 3, '2026-05-01'],
    ['2026-01-31', '2026-04-30', 3, '2026-04-30'], // until 29 April these are 89 days
    ['2026-01-31', '2027-01-30', 12, '2027-01-30'],
    ['2026-08-31', '2027-02-27', 6, '2027-02-27'],
    ['2026-08-31', '2027-02-26', 5, '2027-01-30'],
    ['2026-04-01', '2099-12-31', 12, '2027-03-31'],
  ])('from %s, limit %s: %d months, until %s', (termFrom, contractEndsOn, months, validUntil) => {
    const result = assessed({ ...TERM, termFrom, contractEndsOn, passportExpiresOn: '2099-12-31' })
    expect(result).toMatchObject({ category: 'C', months, validUntil })
  })

  test('A limit before 90 days, or before the first day, leaves the category and no term', () => {
    for (const contractEndsOn of ['2026-06-28', '2026-03-31', '2020-01-01']) {
      const result = assessed({ ...TERM, contractEndsOn })
      expect(result).toMatchObject({ category: 'C', points: 51, code: 'term-too-short' })
      expect(result).not.toHaveProperty('months')
      expect(result).not.toHaveProperty('validUntil')
    }
    expect(assessed({ ...TERM, contractEndsOn: '2026-06-29' })).toMatchObject({ months: 2, validUntil: '2026-06-29' })
  })
})
