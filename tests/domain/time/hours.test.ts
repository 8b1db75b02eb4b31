import { describe, expect, test } from '@jest/globals'
import { judged, type ToldClock } from './told-clock.ts'

const day: ToldClock = { rule: { kind: 'hours', n: 24, extension: { max: 24 } }, start: '2026-03-03 20:00' }

describe('Hours run from the instant itself, through nights and holidays', () => {
  test('They are due to the second and breached the second after', () => {
    expect(judged(day)).toMatchObject({
      dueOn: '2026-03-04',
      dueAt: '2026-03-04 20:00:00',
      breachAt: '2026-03-04 20:00:01',
      ledger: ['03-03 hours 14400', '03-04 hours 86400'],
      ledgerCounted: 2,
      provisional: false,
      warnings: ['2026-03-04 12:00:00 third'],
    })
    expect(judged({ ...day, asOf: '2026-03-04 20:00:00' })).toMatchObject({
      state: 'running',
      counted: 86_400,
      remaining: 0,
    })
    expect(judged({ ...day, asOf: '2026-03-04 20:00:01' })).toMatchObject({
      state: 'breached',
      endedAt: '2026-03-04 20:00:01',
      counted: 86_400,
      remaining: 0,
    })
  })

  test('What is used up is told in seconds, as of now', () => {
    expect(judged(day)).toMatchObject({ counted: 0, remaining: 86_400 })
    expect(judged({ ...day, asOf: '2026-03-03 20:00:59' })).toMatchObject({ counted: 59, remaining: 86_341 })
  })

  test('They have no notes and never roll: 24 hours into a holiday end in the holiday', () => {
    expect(judged({ ...day, start: '2026-04-30 12:00' }).ledger).toEqual(['04-30 hours 43200', '05-01 hours 86400'])
  })

  test('Paused seconds are left out exactly; a day of which no second ran is paused', () => {
    const events = [
      ['2026-03-03 22:00', 'pause'],
      ['2026-03-05 06:00:30', 'resume'],
    ] as const
    expect(judged({ ...day, events })).toMatchObject({
      dueAt: '2026-03-06 04:00:30',
      ledger: ['03-03 hours 7200', '03-04 paused 7200', '03-05 hours 71970', '03-06 hours 86400'],
      ledgerCounted: 3,
      counted: 7_200,
      remaining: 79_200,
      warnings: ['2026-03-05 20:00:30 third'],
    })
  })

  test('While paused there is no due instant, and the ledger ends with the day asked about', () => {
    const paused = judged({ ...day, events: [['2026-03-03 22:00', 'pause']], asOf: '2026-03-05 10:00' })
    expect(paused).toMatchObject({
      dueOn: null,
      dueAt: null,
      state: 'paused',
      counted: 7_200,
      remaining: 79_200,
      ledger: ['03-03 hours 7200', '03-04 paused 7200', '03-05 paused 7200'],
      warnings: [],
    })
  })

  test('A pause in the last second leaves nothing to run behind it', () => {
    const events = [
      ['2026-03-04 20:00:00', 'pause'],
      ['2026-03-04 21:00:00', 'resume'],
    ] as const
    expect(judged({ ...day, events })).toMatchObject({ dueAt: '2026-03-04 21:00:00', state: 'running', refusals: [] })
  })

  test('An extension adds hours', () => {
    const events = [['2026-03-04 10:00', 'extend:12']] as const
    expect(judged({ ...day, events })).toMatchObject({
      dueAt: '2026-03-05 08:00:00',
      warnings: ['2026-03-04 20:00:00 third'],
      remaining: 79_200,
    })
  })

  test('No table moves them', () => {
    const events = [['2026-03-04 10:00', 'calendar:cn-2026@2']] as const
    const clock = judged({ ...day, events })
    expect(clock).toMatchObject({ dueAt: '2026-03-04 20:00:00', changes: [] })
    expect(clock.judgedBy).toContain('cn-2026@2')
  })
})
