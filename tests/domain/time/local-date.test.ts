import { describe, expect, test } from '@jest/globals'
import {
  addDays,
  addMonths,
  at,
  daysBetween,
  endOfDay,
  formatInstant,
  instantFromMillis,
  instantOf,
  localDateOf,
  localTimeOf,
  parseInstant,
  parseLocalDate,
  startOfDay,
  weekdayOf,
} from '../../../domain/time/local-date.ts'
import { day, moment } from './told-clock.ts'

describe('An instant is judged by its date in Shanghai, whatever offset it was written with', () => {
  test.each([
    ['2026-02-28T16:30:00Z', '2026-03-01T00:30:00+08:00'],
    ['2026-03-01T00:30:00+08:00', '2026-03-01T00:30:00+08:00'],
    ['2026-02-28T12:00:00-05:30', '2026-03-01T01:30:00+08:00'],
    ['2026-03-11T23:59:59.999+08:00', '2026-03-11T23:59:59+08:00'],
    ['2026-03-11t15:59:59z', '2026-03-11T23:59:59+08:00'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T08:00:00+08:00'],
    ['1969-12-31T23:59:59.9Z', '1970-01-01T07:59:59+08:00'],
    ['0001-01-01T00:00:00+08:00', '0001-01-01T00:00:00+08:00'],
  ])('%s is %s', (text, here) => {
    const instant = parseInstant(text)
    expect(instant === undefined ? undefined : formatInstant(instant)).toBe(here)
    expect(instant).toBe(Math.floor(Date.parse(text) / 1000))
  })

  test.each([
    '2026-03-01T00:30:00',
    '2026-03-01',
    '2026-03-01 00:30:00+08:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T00:60:00Z',
    '2026-03-01T00:00:60Z',
    '2026-03-01T00:00:00+24:00',
    '2026-03-01T00:00:00+08:60',
    '2026-03-01T00:00:00.Z',
    '2026-03-01T00:00Z',
    ' 2026-03-01T00:00:00Z',
    '2026-03-01T00:00:00Z\n',
    '',
  ])('"%s" is no instant', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test('Milliseconds of a machine are cut to the second', () => {
    expect(instantFromMillis(1_999)).toBe(1)
    expect(instantFromMillis(-1)).toBe(-1)
  })

  test('A fraction or no number is a defect, not an instant', () => {
    expect(() => instantOf(0.5)).toThrow(RangeError)
    expect(() => instantOf(Number.NaN)).toThrow(RangeError)
  })
})

describe('A date is a real day of the Gregorian calendar', () => {
  test.each(['2024-02-29', '2000-02-29', '2026-12-31', '9999-12-31', '0000-01-01'])('%s is a day', (text) => {
    expect(parseLocalDate(text)).toBe(text)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-10',
    '2026-01-00',
    '26-01-01',
    '2026-1-1',
    'x',
  ])('%s is none', (text) => {
    expect(parseLocalDate(text)).toBeUndefined()
  })

  test('Every day of eight centuries has the number, the neighbours and the weekday that the machine gives it', () => {
    const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
    const wrong: string[] = []
    let date = day('1600-01-01')
    for (let n = Date.UTC(1600, 0, 1) / 86_400_000; n < Date.UTC(2400, 0, 2) / 86_400_000; n += 1) {
      const machine = new Date(n * 86_400_000)
      const ours = `${date} ${weekdayOf(date)} ${daysBetween(day('1970-01-01'), date)}`
      const theirs = `${machine.toISOString().slice(0, 10)} ${names[machine.getUTCDay()]} ${n}`
      if (ours !== theirs) wrong.push(`${ours} is ${theirs}`)
      date = addDays(date, 1)
    }
    expect(wrong).toEqual([])
    expect(date).toBe('2400-01-02')
  })

  test('Days are added over any distance, there and back', () => {
    const wrong: string[] = []
    for (let n = -40_000; n <= 40_000; n += 37) {
      const there = addDays(day('2024-02-29'), n)
      if (there !== new Date(Date.UTC(2024, 1, 29 + n)).toISOString().slice(0, 10)) wrong.push(there)
      if (addDays(there, -n) !== '2024-02-29') wrong.push(there)
    }
    expect(wrong).toEqual([])
  })

  test('There is no day after the year 9999', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
  })
})

describe('Months later is the same day number, else the last day of that month (Civil Code 202)', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', -2, '2025-11-30'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i months is %s', (from, n, to) => {
    expect(addMonths(day(from), n)).toBe(to)
  })
})

test('A day has its first second, its last second, and hours between', () => {
  const march = day('2026-03-12')
  expect(formatInstant(startOfDay(march))).toBe('2026-03-12T00:00:00+08:00')
  expect(formatInstant(endOfDay(march))).toBe('2026-03-12T23:59:59+08:00')
  expect(formatInstant(at(march, '09:00'))).toBe('2026-03-12T09:00:00+08:00')
  expect(localDateOf(endOfDay(march))).toBe(march)
  expect(localTimeOf(moment('2026-03-12 07:05:59'))).toBe('07:05')
  for (const wrong of ['9:00', '24:00', '09:60', '09:00:00', 'noon!'])
    expect(() => at(march, wrong)).toThrow(RangeError)
})
