import { describe, expect, test } from '@jest/globals'
import { standingOf } from '../../domain/audit/sla.ts'
import type { ClockSnapshot } from '../../domain/case/event.ts'
import { parseLocalDate } from '../../domain/time/local-date.ts'
import { unitsUsed } from '../../domain/time/stored-clock.ts'

const startedOn = parseLocalDate('2026-03-02')
if (startedOn === undefined) throw new Error('no day')

/** Five working days from Monday 2 March, breached with the midnight after the 9th. */
const breached: ClockSnapshot = {
  ...{ code: 'promise', run: 1, basis: 'promise', rule: { kind: 'working-days', n: 5 }, legalBasis: 'centre' },
  ...{ start: '2026-03-02T10:00:00+08:00', startedOn, dueOn: null, dueAt: '2026-03-09T23:59:59+08:00' },
  ...{ endedAt: '2026-03-10T00:00:00+08:00', state: 'breached', provisional: false, tables: [], events: [] },
}

describe('What a breached clock waited for is done after all', () => {
  test('late, it has used all it had and what it was late by, and stays broken', () => {
    const late = { ...breached, doneAt: '2026-03-12T10:00:00+08:00', late: 3 }
    expect([standingOf(late), unitsUsed(late, new Map())]).toEqual(['breached', 8])
  })

  test('in time and learnt of late, it was kept, with what it had used by then', () => {
    const kept = { ...breached, doneAt: '2026-03-06T10:00:00+08:00', late: 0, inTime: true as const }
    expect([standingOf(kept), unitsUsed(kept, new Map())]).toEqual(['kept', 4])
  })

  test('never, it has used all it had', () => {
    expect([standingOf(breached), unitsUsed(breached, new Map())]).toEqual(['breached', 5])
  })
})
