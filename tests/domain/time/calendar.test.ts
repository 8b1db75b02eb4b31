import { describe, expect, test } from '@jest/globals'
import {
  addWorkingDays,
  type CalendarTable,
  calendarOf,
  isWorkingDay,
  kindOfDay,
  loadTable,
  nextWorkingDay,
  readTable,
  tableNames,
  workingDaysBetween,
} from '../../../domain/time/calendar.ts'
import { isCentreOpen } from '../../../domain/time/centre-hours.ts'
import { addDays } from '../../../domain/time/local-date.ts'
import { publishedTable, publishedTables } from './tables.ts'
import { day, moment } from './told-clock.ts'

const published = calendarOf(publishedTables)

/** An invented table that names days of the December before its year. */
const decemberTable: CalendarTable = {
  name: 'cn-2027@7',
  year: 2027,
  version: 7,
  holidays: { '2026-12-31': 'New Year', '2027-01-01': 'New Year' },
  makeUpWorkdays: { '2026-12-26': 'New Year' },
}

/** An invented table for the year before that says otherwise of the same days. */
const otherTable: CalendarTable = {
  name: 'cn-2026@7',
  year: 2026,
  version: 7,
  holidays: { '2026-12-26': 'Other', '2026-12-30': 'Other' },
  makeUpWorkdays: { '2026-12-31': 'Other' },
}

describe('What a day is', () => {
  test.each([
    ['2026-03-03', 'working-day'],
    ['2026-03-07', 'weekend'],
    ['2026-03-08', 'weekend'],
    ['2026-02-14', 'make-up-workday'],
    ['2026-02-15', 'holiday'],
    ['2026-02-23', 'holiday'],
    ['2025-10-08', 'holiday'],
    ['2024-02-09', 'working-day'],
    ['2027-01-01', 'unpublished-year'],
    ['2027-01-02', 'weekend'],
    ['2023-10-02', 'unpublished-year'],
  ] as const)('%s is a %s', (date, kind) => {
    expect(kindOfDay(published, day(date))).toBe(kind)
    expect(isWorkingDay(published, day(date))).toBe(kind !== 'weekend' && kind !== 'holiday')
  })

  test('A table may name days of the December before its year; where two tables name a day, the later year wins', () => {
    const both = calendarOf([decemberTable, otherTable])
    expect(kindOfDay(both, day('2026-12-30'))).toBe('holiday')
    expect(kindOfDay(both, day('2026-12-31'))).toBe('holiday')
    expect(kindOfDay(both, day('2026-12-26'))).toBe('make-up-workday')
    const alone = calendarOf([decemberTable])
    expect(kindOfDay(alone, day('2026-12-31'))).toBe('holiday')
    expect(kindOfDay(alone, day('2026-12-30'))).toBe('unpublished-year')
  })

  test('A year has at most one table, the one loaded last; an older one rolls back', () => {
    const emergency = loadTable(published, publishedTable('cn-2026@2'))
    expect(kindOfDay(emergency, day('2026-02-24'))).toBe('holiday')
    expect(tableNames(emergency)).toEqual(['cn-2024@1', 'cn-2025@1', 'cn-2026@2'])
    const back = loadTable(emergency, publishedTable('cn-2026@1'))
    expect(back).toEqual(published)
  })
})

describe('Working days are counted from the day after', () => {
  test.each([
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-03-09', -1, '2026-03-06'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-03-07', 0, '2026-03-07'],
    ['2026-12-31', 3, '2027-01-05'],
  ])('%s and %i working days is %s', (from, n, to) => {
    expect(addWorkingDays(published, day(from), n)).toBe(to)
    if (n === 1) expect(nextWorkingDay(published, day(from))).toBe(to)
  })

  test('Counting there and counting between agree, over every start of a year', () => {
    for (let from = day('2026-01-01'); from < '2026-07-01'; from = addDays(from, 1)) {
      for (const n of [1, 7, 20]) {
        const to = addWorkingDays(published, from, n)
        expect(workingDaysBetween(published, from, to)).toBe(n)
        expect(workingDaysBetween(published, to, from)).toBe(-n)
      }
    }
    expect(Object.is(workingDaysBetween(published, day('2026-03-08'), day('2026-03-07')), 0)).toBe(true)
  })
})

test.each([
  ['2026-03-03 09:00:00', true],
  ['2026-03-03 17:00:00', true],
  ['2026-03-03 08:59:59', false],
  ['2026-03-03 17:00:01', false],
  ['2026-03-07 10:00:00', false],
  ['2026-02-14 10:00:00', true],
  ['2026-02-16 10:00:00', false],
])('The counter is open 09:00 to 17:00 on working days: at %s %s', (when, open) => {
  expect(isCentreOpen(published, moment(when))).toBe(open)
})

describe('A table is read from the published form, or the first wrong place is named', () => {
  const good = {
    table: 'cn-2027@1',
    year: 2027,
    version: 1,
    trial: true,
    notice: { title: 'Invented', number: null, published: null },
    holidays: [
      { name: "New Year's Day", nameZh: '元旦', days: ['2026-12-31', '2027-01-01'], statutory: ['2027-01-01'] },
    ],
    makeUpWorkdays: [{ day: '2027-01-09', for: "New Year's Day" }],
  }

  test('What counting needs is kept', () => {
    expect(readTable(good)).toEqual({
      name: 'cn-2027@1',
      year: 2027,
      version: 1,
      trial: true,
      holidays: { '2026-12-31': "New Year's Day", '2027-01-01': "New Year's Day" },
      makeUpWorkdays: { '2027-01-09': "New Year's Day" },
    })
    expect(publishedTable('cn-2026@1')).not.toHaveProperty('trial')
  })

  test.each([
    [null, 'table'],
    [[], 'table'],
    [{ ...good, year: '2027' }, 'year'],
    [{ ...good, version: 0 }, 'version'],
    [{ ...good, table: 'cn-2026@1' }, 'table'],
    [{ ...good, trial: 'yes' }, 'trial'],
    [{ ...good, holidays: undefined }, 'holidays'],
    [{ ...good, holidays: ['x'] }, 'holidays[0]'],
    [{ ...good, holidays: [{ name: '', days: [] }] }, 'holidays[0].name'],
    [{ ...good, holidays: [{ name: 'x', days: '2027-01-01' }] }, 'holidays[0].days'],
    [{ ...good, holidays: [{ name: 'x', days: ['2027-01-01', '2027-02-30'] }] }, 'holidays[0].days[1]'],
    [{ ...good, holidays: [{ name: 'x', days: ['2026-11-30'] }] }, 'holidays[0].days[0]'],
    [{ ...good, makeUpWorkdays: {} }, 'makeUpWorkdays'],
    [{ ...good, makeUpWorkdays: [1] }, 'makeUpWorkdays[0]'],
    [{ ...good, makeUpWorkdays: [{ day: '2028-01-01', for: 'x' }] }, 'makeUpWorkdays[0].day'],
    [{ ...good, makeUpWorkdays: [{ day: '2027-01-09' }] }, 'makeUpWorkdays[0].for'],
  ])('%j is malformed at %s', (json, malformed) => {
    expect(readTable(json)).toEqual({ malformed })
  })
})
