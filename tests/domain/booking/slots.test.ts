import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  admitCancellation,
  admitConfirmation,
  admitMove,
  isOpenBooking,
} from '../../../domain/booking/admit-booking.ts'
import { freeSlots, type Taking } from '../../../domain/booking/free-slots.ts'
import { type Roster, slotMinutesOf, slotsOffered, type Timetable } from '../../../domain/booking/roster.ts'
import { caseId, personId } from '../../../domain/case/codes.ts'
import { type CalendarTable, calendarOf, readTable } from '../../../domain/time/calendar.ts'
import {
  formatInstant,
  type Instant,
  type LocalDate,
  parseInstant,
  parseLocalDate,
} from '../../../domain/time/local-date.ts'

const table = readTable(JSON.parse(readFileSync(new URL('../../../calendars/cn-2026.json', import.meta.url), 'utf8')))
const published: readonly CalendarTable[] = 'malformed' in table ? [] : [table]
const [ann, ben] = [personId('ann'), personId('ben')]

const instant = (text: string): Instant =>
  parseInstant(`${text}:00+08:00`) ??
  (() => {
    throw new Error(text)
  })()
const day = (text: string): LocalDate =>
  parseLocalDate(text) ??
  (() => {
    throw new Error(text)
  })()
const roster = (given: Partial<Roster> = {}): Roster => ({
  officer: ann,
  purpose: 'video',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '10:00',
  languages: ['zh', 'en'],
  makeUpAs: null,
  slotMinutes: 30,
  ...given,
})
const timetable = (given: Partial<Timetable> = {}): Timetable => ({
  rosters: [roster()],
  absences: [],
  calendar: calendarOf(published),
  ...given,
})
const begins = (slots: readonly { readonly startsAt: Instant }[]) =>
  slots.map(({ startsAt }) => formatInstant(startsAt).slice(0, 16))
const week = { purpose: 'video', from: instant('2026-03-02T00:00'), to: instant('2026-03-08T23:59') }
const taking = (given: Partial<Taking> = {}): Taking => ({
  officer: ann,
  startsAt: instant('2026-03-02T09:00'),
  minutes: 30,
  heldUntil: null,
  caseId: caseId('c1'),
  ...given,
})

describe('The slots that a roster gives', () => {
  test('lie on its weekdays, as long as its purpose takes, and end by its closing hour', () => {
    expect(begins(slotsOffered(timetable({ rosters: [roster({ days: ['mon'], to: '10:15' })] }), week))).toEqual([
      '2026-03-02T09:00',
      '2026-03-02T09:30',
    ])
    const biometrics = roster({ purpose: 'biometrics', days: ['mon'], slotMinutes: slotMinutesOf('biometrics') })
    expect(begins(slotsOffered(timetable({ rosters: [biometrics] }), { ...week, purpose: 'biometrics' }))).toEqual([
      '2026-03-02T09:00',
      '2026-03-02T09:15',
      '2026-03-02T09:30',
      '2026-03-02T09:45',
    ])
  })

  test('are none on weekends and in the Spring Festival', () => {
    const festival = { purpose: 'video', from: instant('2026-02-15T00:00'), to: instant('2026-02-23T23:59') }
    const everyDay = roster({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] })
    expect(slotsOffered(timetable({ rosters: [everyDay] }), festival)).toEqual([])
    expect(
      begins(slotsOffered(timetable({ rosters: [everyDay] }), { ...week, from: instant('2026-03-07T00:00') })),
    ).toEqual([])
  })

  test('on a make-up workday are those of the weekday the roster names, and of a Monday where it names none', () => {
    const makeUp = { purpose: 'video', from: instant('2026-02-28T00:00'), to: instant('2026-02-28T23:59') }
    const on = (given: Partial<Roster>) => slotsOffered(timetable({ rosters: [roster(given)] }), makeUp).length
    expect(on({ days: ['mon'] })).toBe(2)
    expect(on({ days: ['sat'] })).toBe(0)
    expect(on({ days: ['fri'], makeUpAs: 'fri' })).toBe(2)
    expect(on({ days: ['mon'], makeUpAs: 'fri' })).toBe(0)
  })

  test('are none while the officer is away, the first and the last day included', () => {
    const absences = [{ officer: ann, from: day('2026-03-03'), to: day('2026-03-05') }]
    expect(begins(slotsOffered(timetable({ absences }), week))).toEqual([
      '2026-03-02T09:00',
      '2026-03-02T09:30',
      '2026-03-06T09:00',
      '2026-03-06T09:30',
    ])
  })

  test('are one an officer and instant, however many rosters give it', () => {
    const rosters = [roster({ days: ['mon'] }), roster({ days: ['mon'] }), roster({ days: ['mon'], officer: ben })]
    expect(slotsOffered(timetable({ rosters }), week).map(({ officer }) => officer)).toEqual([ann, ben, ann, ben])
  })
})

describe('A slot is free', () => {
  const now = instant('2026-03-01T12:00')

  test('until it begins', () => {
    expect(
      begins(
        freeSlots(timetable({ rosters: [roster({ days: ['mon'] })] }), [], {
          ...week,
          now: instant('2026-03-02T09:00'),
        }),
      ),
    ).toEqual(['2026-03-02T09:30'])
  })

  test('unless any of its time is taken, for whatever purpose', () => {
    const monday = timetable({ rosters: [roster({ days: ['mon'] })] })
    expect(begins(freeSlots(monday, [taking()], { ...week, now }))).toEqual(['2026-03-02T09:30'])
    expect(
      begins(freeSlots(monday, [taking({ startsAt: instant('2026-03-02T09:15'), minutes: 15 })], { ...week, now })),
    ).toEqual(['2026-03-02T09:30'])
    expect(begins(freeSlots(monday, [taking({ officer: ben })], { ...week, now }))).toHaveLength(2)
  })

  test('again at the very instant a hold ends', () => {
    const monday = timetable({ rosters: [roster({ days: ['mon'] })] })
    const held = [taking({ heldUntil: instant('2026-03-01T12:10') })]
    expect(freeSlots(monday, held, { ...week, now: instant('2026-03-01T12:09') })).toHaveLength(1)
    expect(freeSlots(monday, held, { ...week, now: instant('2026-03-01T12:10') })).toHaveLength(2)
    expect(freeSlots(monday, held, { ...week, now, forCase: caseId('c1') })).toHaveLength(2)
  })

  test('for those whose language is spoken in it', () => {
    expect(freeSlots(timetable(), [], { ...week, now, language: 'ko' })).toEqual([])
    expect(freeSlots(timetable(), [], { ...week, now, language: 'en' })).not.toEqual([])
  })
})

describe('An appointment', () => {
  const startsAt = instant('2026-03-02T09:00')
  const booked = { state: 'booked', startsAt, heldUntil: null } as const
  const held = { state: 'held', startsAt, heldUntil: instant('2026-03-01T12:10') } as const

  test('can be cancelled up to an hour before, later it is a no-show', () => {
    expect(admitCancellation(booked, instant('2026-03-02T08:00'))).toBeUndefined()
    expect(admitCancellation(booked, instant('2026-03-02T08:01'))).toEqual({ refused: 'too-late' })
  })

  test('that is held is confirmed before the hold ends', () => {
    expect(admitConfirmation(held, instant('2026-03-01T12:09'))).toBeUndefined()
    expect(admitConfirmation(held, instant('2026-03-01T12:10'))).toEqual({ refused: 'slot-taken' })
    expect(admitConfirmation(booked, instant('2026-03-01T12:00'))).toEqual({ refused: 'not-open' })
  })

  test('can be moved until it begins, and at any time when the centre could not keep it', () => {
    expect(admitMove(booked, instant('2026-03-02T08:59'))).toBeUndefined()
    expect(admitMove(booked, startsAt)).toEqual({ refused: 'too-late' })
    expect(admitMove({ ...booked, state: 'displaced' }, instant('2026-03-02T10:00'))).toBeUndefined()
    expect(admitMove({ ...booked, state: 'cancelled' }, instant('2026-03-01T10:00'))).toEqual({ refused: 'not-open' })
  })

  test('is open until it begins, or while it is held', () => {
    expect(isOpenBooking(booked, instant('2026-03-02T08:59'))).toBe(true)
    expect(isOpenBooking(booked, startsAt)).toBe(false)
    expect(isOpenBooking(held, instant('2026-03-01T12:10'))).toBe(false)
    expect(isOpenBooking({ ...booked, state: 'cancelled' }, instant('2026-03-01T12:10'))).toBe(false)
  })
})
