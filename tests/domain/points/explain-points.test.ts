import { describe, expect, test } from '@jest/globals'
import { explainPoints } from '../../../domain/points/explain-points.ts'
import { ON, PLAIN } from './applicant.ts'

describe('The explanation', () => {
  const explained = (change: Readonly<Record<string, unknown>>, renewal = false) => {
    const explanation = explainPoints({ ...PLAIN, ...change }, ON, { renewal })
    if ('code' in explanation) throw new Error(explanation.code)
    return explanation
  }
  const item = (name: string, change: Readonly<Record<string, unknown>> = {}) =>
    explained(change).items.find((one) => one.item === name)

  test('Its items add up to the points, and the most of each to 120', () => {
    for (const change of [
      {},
      { education: 'doctor', workYears: 7 },
      { region: 'encouraged', localBonus: 3, hskLevel: 6 },
    ]) {
      const { items, assessment } = explained(change)
      expect(items.reduce((sum, { points }) => sum + points, 0)).toBe(assessment.points)
      expect(items.reduce((sum, { most }) => sum + most, 0)).toBe(120)
      expect(items.every(({ points, most }) => points <= most)).toBe(true)
    }
  })

  test('An item shows its band, what the next one needs, and what proves it', () => {
    expect(item('pay')).toEqual({
      item: 'pay',
      value: 200_000,
      points: 11,
      most: 20,
      band: { from: 150_000, to: 249_999, points: 11 },
      next: { from: 250_000, to: 349_999, points: 14 },
      evidence: ['contract'],
      source: 'form',
    })
    const found = explainPoints(PLAIN, ON, { found: ['hskLevel', 'workYears'] })
    const sources = 'items' in found ? found.items.filter(({ source }) => source === 'finding') : []
    expect(sources.map((one) => one.item)).toEqual(['workYears', 'chinese'])
    expect(explained({}, true).items[0]).toMatchObject({ item: 'pay', evidence: ['tax-record'] })
    expect(item('pay', { annualPayCny: 450_000 })).toMatchObject({ band: { from: 450_000, to: null }, next: null })
    expect(item('education')).toMatchObject({ band: { is: 'bachelor' }, next: { is: 'master', points: 15 } })
    expect(item('chinese', { hskLevel: 3 })).toMatchObject({ value: 3, next: { from: 4, to: 4, points: 8 } })
    expect(item('chinese', { formerChineseNational: true, hskLevel: 3 })).toMatchObject({
      band: { is: 'former-chinese-national' },
      next: null,
    })
    expect(item('age', { birthDate: '2003-01-01' })).toMatchObject({
      value: 23,
      next: { from: 26, to: 45, points: 15 },
    })
    expect(item('age')).toMatchObject({ value: 35, next: null })
  })

  test('A criterion that does not hold names the condition that failed', () => {
    const failed = (criterion: string, change: Readonly<Record<string, unknown>>) =>
      explained(change).criteria.find((one) => one.criterion === criterion)
    expect(failed('language-teacher', {})).toMatchObject({ holds: false, failed: { condition: 'claimed' } })
    expect(failed('outstanding-young-talent', { directCriteria: ['outstanding-young-talent'] })).toMatchObject({
      failed: { condition: 'education-at-least', needed: 'doctor' },
    })
    expect(failed('pay-four-times', {})).toMatchObject({
      failed: { condition: 'annual-pay-at-least', needed: 596_832 },
    })
    expect(failed('bachelor-two-years', {})).toMatchObject({ failed: { condition: 'work-years-at-least', needed: 2 } })
    expect(failed('bachelor-two-years', { workYears: 2 })).not.toHaveProperty('failed')
  })

  test('It names the parameter set, and is refused where the assessment is', () => {
    expect(explained({}).parameters).toMatchObject({ inForceFrom: '2025-07-01', averageMonthlyWageCny: 12_434 })
    expect(explainPoints({ ...PLAIN, hskLevel: 9 }, ON)).toEqual({
      category: null,
      code: 'invalid-field',
      field: 'hskLevel',
    })
  })
})
