import { describe, expect, test } from '@jest/globals'
import { foundAs, grantableUntil, notMatching, yearsGranted } from '../../../domain/kinds/talent-settlement/rules.ts'
import { addDays, type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'

const day = (text: string): LocalDate => {
  const found = parseLocalDate(text)
  if (found === undefined) throw new RangeError(text)
  return found
}

describe('Years are granted whole: as asked, at most ten, never beyond contract or passport', () => {
  test.each([
    ['as asked', 5, '2026-04-28', ['2032-12-31', '2033-07-19'], 5, '2031-04-27'],
    ['ten at most', 12, '2026-04-28', ['2049-12-31'], 10, '2036-04-27'],
    ['the contract ends sooner', 5, '2026-04-28', ['2030-12-31', '2033-07-19'], 4, '2030-04-27'],
    ['the passport ends sooner', 5, '2026-04-28', ['2030-12-31', '2028-04-27'], 2, '2028-04-27'],
    ['a day short of the year', 5, '2026-04-28', ['2027-04-26'], 0, null],
    ['one year to the day', 5, '2026-04-28', ['2027-04-27'], 1, '2027-04-27'],
  ] as const)('%s', (_, requested, grantedOn, limits, years, validUntil) => {
    expect(yearsGranted(requested, day(grantedOn), limits.map(day))).toEqual({ years, validUntil })
  })

  test('the last day on which a year can be granted is the last one, for every end of contract or passport', () => {
    for (let end = day('2026-01-01'); end < day('2029-01-01'); end = addDays(end, 1)) {
      const last = grantableUntil([end])
      if (last === null) throw new Error(end)
      expect(yearsGranted(1, last, [end]).years).toBe(1)
      expect(yearsGranted(1, addDays(last, 1), [end]).years).toBe(0)
    }
  })

  test('without an end there is nothing to grant until', () => {
    expect(grantableUntil([])).toBeNull()
  })
})

describe('What was not named was not shown', () => {
  const originals = ['passport', 'degree-certificate', 'transcript']
  const seen = { passport: 'matches', 'degree-certificate': 'doubtful' } as const

  test('only what matches need not be shown again', () => {
    expect(notMatching(originals, seen)).toEqual(['degree-certificate', 'transcript'])
    expect(foundAs(originals, seen, 'not-shown')).toEqual(['transcript'])
    expect(foundAs(originals, seen, 'doubtful')).toEqual(['degree-certificate'])
  })
})
