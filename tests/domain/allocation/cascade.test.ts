import { describe, expect, test } from '@jest/globals'
import type { Bundle } from '../../../domain/allocation/bundle.ts'
import { cascadeAfter, createCascade } from '../../../domain/allocation/cascade.ts'
import type { CascadeEvent } from '../../../domain/allocation/cascade-state.ts'
import { literalCascade } from './literal-cascade.ts'
import { published, ROUNDS } from './rounds.ts'

/** Events that look random and are the same in every run, most of them of those who hold something; some fit nobody. */
function eventsFor({ applications, assignments, lots }: Bundle, seed: number): readonly CascadeEvent[] {
  let x = seed
  const one = (list: readonly string[]): string => {
    x = (1_664_525 * x + 1_013_904_223) % 2 ** 32
    return list[Math.floor((x * list.length) / 2 ** 32)] ?? 'NOBODY'
  }
  const codes = [...applications.map(({ code }) => code), ...Object.keys(assignments), ...Object.keys(assignments)]
  const apartments = lots.flatMap((lot) => lot.apartments)
  const events: Readonly<Record<string, () => CascadeEvent>> = {
    accept: () => ({ type: 'accept', code: one(codes) }),
    decline: () => ({ type: 'decline', code: one(codes) }),
    lapse: () => ({ type: 'lapse', code: one(codes) }),
    withdraw: () => ({ type: 'withdraw', code: one(codes) }),
    drop: () => ({ type: 'drop', apartment: one(apartments) }),
  }
  return Array.from(
    { length: 40 },
    () => events[one(['accept', ...Object.keys(events), 'drop'])]?.() ?? events['drop']?.(),
  ).filter((event) => event !== undefined)
}

const STORIES = ROUNDS.flatMap((input, seed) => {
  const { bundle } = published(input)
  return [1, 1001].map((first) => ({ bundle, events: eventsFor(bundle, first + seed) }))
})

/** Every event of every story, with the round as it stood before and after. */
const STEPS = STORIES.flatMap(({ bundle, events }) => {
  const cascade = createCascade(bundle)
  return events.map((event, index) => {
    const before = cascade.state()
    const moves = cascade.apply(event)
    return { bundle, event, events: events.slice(0, index + 1), before, moves, after: cascade.state() }
  })
})

describe('The cascade of any round', () => {
  test('It is what the rule says word by word, after every fifth event', () => {
    const compared = STEPS.filter(({ events }) => events.length % 5 === 0)
    for (const { bundle, events, after } of compared) expect(after).toEqual(literalCascade(bundle, events))
  })

  test('After every event no free apartment has a candidate, and nobody has two apartments', () => {
    for (const { bundle, after } of STEPS) {
      const held = Object.values(after.offers).map(({ apartment }) => apartment)
      expect(new Set([...held, ...after.free]).size).toBe(held.length + after.free.length)
      const open = bundle.lots.filter(({ apartments }) => apartments.some((one) => after.free.includes(one)))
      expect(open.flatMap(({ id }) => after.waiting[id])).toEqual([])
    }
  })

  test('Whoever accepted keeps their apartment until they leave or it drops out; an open offer is only bettered', () => {
    for (const { bundle, event, before, after } of STEPS) {
      const others = Object.entries(before.offers).filter(([code, { apartment }]) =>
        'code' in event ? event.code !== code : event.apartment !== apartment,
      )
      const accepted = others.filter(([, { state }]) => state === 'accepted')
      expect(accepted.map(([code]) => [code, after.offers[code]])).toEqual(accepted)
      const worse = others.filter(([code, { lot }]) => {
        const { preferences = [] } = bundle.applications.find((one) => one.code === code) ?? {}
        return !preferences.slice(0, preferences.indexOf(lot) + 1).includes(after.offers[code]?.lot ?? '')
      })
      expect(worse).toEqual([])
    }
  })

  test('It moves many in the rounds tried, also by drops, and tells the moves of each event', () => {
    for (const { before, moves, after } of STEPS) expect([...before.moves, ...moves]).toEqual(after.moves)
    expect(STEPS.flatMap(({ moves }) => moves).length).toBeGreaterThan(250)
    expect(STEPS.filter(({ event, moves }) => event.type === 'drop' && moves.length > 0).length).toBeGreaterThan(20)
    const displaced = STEPS.filter(({ event, before, after }) => {
      return event.type === 'drop' && Object.keys(after.offers).length < Object.keys(before.offers).length
    })
    expect(displaced.length).toBeGreaterThan(40)
  })

  test('Without events every assignment is an open offer and the waiting lists are those of the draw', () => {
    for (const { bundle } of STORIES) {
      const { offers, waiting, moves } = cascadeAfter(bundle, [])
      expect(moves).toEqual([])
      expect(waiting).toEqual(bundle.waiting)
      const expected = Object.entries(bundle.assignments).map(([code, one]) => [code, { ...one, state: 'offered' }])
      expect(offers).toEqual(Object.fromEntries(expected))
    }
  })
})
