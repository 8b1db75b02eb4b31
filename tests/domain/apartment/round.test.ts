import { describe, expect, test } from '@jest/globals'
import { personId } from '../../../domain/case/codes.ts'
import {
  admitApplication,
  admitRoundAct,
  type RoundAct,
  type RoundState,
  roundActs,
  stateAfter,
} from '../../../domain/kinds/apartment-allocation/round.ts'
import { instantOf, parseInstant } from '../../../domain/time/local-date.ts'

const [creator, second, third] = [personId('p1'), personId('p2'), personId('p3')]
const states: readonly RoundState[] = [
  'planned',
  'open',
  'sealed',
  'drawn',
  'offering',
  'superseded',
  'closed',
  'cancelled',
]

/** In which states each act is done; in all others it is not open. */
const table: Readonly<Record<RoundAct, readonly RoundState[]>> = {
  open: ['planned'],
  'take-out': ['planned', 'open'],
  seal: ['open'],
  draw: ['sealed'],
  'confirm-draw': ['sealed'],
  redraw: ['offering'],
  close: ['offering'],
  cancel: ['planned', 'open', 'sealed'],
  drop: ['offering'],
}

const rows = roundActs.flatMap((act) => states.map((state) => [act, state, table[act].includes(state)] as const))

describe('A round is worked on by housing officers, each act in its own time', () => {
  test.each(rows)('%s while %s: %s', (act, state, isOpen) => {
    const standing = { state, createdBy: creator, openedBy: null, drawnBy: second }
    expect(admitRoundAct(standing, { act, by: third })?.refused).toBe(isOpen ? undefined : 'not-open')
  })
})

describe('Opening and drawing take two natural persons', () => {
  const planned = { state: 'planned', createdBy: creator, openedBy: null, drawnBy: null } as const
  const sealed = { state: 'sealed', createdBy: creator, openedBy: second, drawnBy: second } as const

  test('whoever planned it does not open it', () => {
    expect(admitRoundAct(planned, { act: 'open', by: creator })).toEqual({ refused: 'second-officer-required' })
    expect(admitRoundAct(planned, { act: 'open', by: second })).toBeUndefined()
  })

  test('opened twice it is not open to be opened', () => {
    expect(admitRoundAct({ ...planned, openedBy: second }, { act: 'open', by: third })).toEqual({ refused: 'not-open' })
  })

  test('whoever gave the seed does not confirm it; before a seed nobody does', () => {
    expect(admitRoundAct(sealed, { act: 'confirm-draw', by: second })).toEqual({ refused: 'second-officer-required' })
    expect(admitRoundAct(sealed, { act: 'confirm-draw', by: creator })).toBeUndefined()
    expect(admitRoundAct({ ...sealed, drawnBy: null }, { act: 'confirm-draw', by: creator })).toEqual({
      refused: 'not-open',
    })
  })

  test('signed before its time it opens at its time', () => {
    expect(stateAfter('open', { now: instantOf(10), opensAt: instantOf(11) })).toBeUndefined()
    expect(stateAfter('open', { now: instantOf(11), opensAt: instantOf(11) })).toBe('open')
  })
})

describe('An application is taken strictly before the deadline', () => {
  const at = (text: string) => parseInstant(text) ?? instantOf(0)
  const round = {
    state: 'open',
    opensAt: at('2026-03-04T09:00:00+08:00'),
    closesAt: at('2026-03-20T18:00:00+08:00'),
  } as const

  test.each([
    ['2026-03-04T08:59:59+08:00', 'round-not-open'],
    ['2026-03-04T09:00:00+08:00', undefined],
    ['2026-03-20T17:59:59+08:00', undefined],
    ['2026-03-20T18:00:00+08:00', 'round-closed'],
  ] as const)('at %s: %s', (text, refused) => {
    expect(admitApplication(round, at(text))?.refused).toBe(refused)
  })

  test.each([
    ['planned', 'round-not-open'],
    ['sealed', 'round-closed'],
    ['cancelled', 'round-closed'],
  ] as const)('while the round is %s: %s', (state, refused) => {
    expect(admitApplication({ ...round, state }, at('2026-03-10T10:00:00+08:00'))?.refused).toBe(refused)
  })
})
