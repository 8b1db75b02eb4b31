import { describe, expect, test } from '@jest/globals'
import { figuresOf, groupSla, type Tally } from '../../domain/audit/sla.ts'
import { splitTime, type Turn } from '../../domain/audit/split-time.ts'
import type { Party } from '../../domain/case/definition.ts'
import { instantOf } from '../../domain/time/local-date.ts'

const at = instantOf
const turn = (seconds: number, party: Party | null): Turn => ({ at: at(seconds), party })

describe('The time of a limit', () => {
  const turns = [turn(100, 'applicant'), turn(200, 'centre'), turn(500, 'external'), turn(900, 'centre')]

  test.each([
    ['from the beginning of a turn', { from: 200, until: 900, known: 200 }, [0, 300, 400]],
    ['in the middle of turns', { from: 150, until: 950, known: 150 }, [50, 350, 400]],
    [
      'before anything is recorded, entered later: with whoever then had it',
      { from: 0, until: 300, known: 200 },
      [0, 300, 0],
    ],
    ['of no length', { from: 300, until: 300, known: 300 }, [0, 0, 0]],
    ['after the last turn', { from: 1000, until: 1100, known: 1000 }, [0, 100, 0]],
  ])('%s is split among us, the applicant and others', (_, span, [applicant, centre, external]) => {
    const { from, until, known } = span
    expect(splitTime(turns, { from: at(from), until: at(until), known: at(known) })).toEqual({
      applicant,
      centre,
      external,
    })
  })

  test('adds up to the whole, whatever happened', () => {
    const parties = ['applicant', 'centre', 'external', null] as const
    for (let seed = 1; seed < 500; seed += 1) {
      const random = (n: number) => (Math.imul(seed * 7 + n * 13, 2_654_435_761) >>> 0) % 1000
      const many = Array.from({ length: seed % 7 }, (_, n) => turn(random(n), parties[random(n + 50) % 4] ?? null))
      const sorted = many.toSorted((one, other) => one.at - other.at)
      const [from, length, known] = [random(90), random(91), random(92)]
      const split = splitTime(sorted, { from: at(from), until: at(from + length), known: at(known) })
      expect(split.applicant + split.centre + split.external).toBe(length)
    }
  })

  test('that nobody has is ours', () => {
    expect(splitTime([turn(0, null)], { from: at(0), until: at(10), known: at(0) })).toMatchObject({ centre: 10 })
  })
})

const tally = (given: Partial<Tally>): Tally => ({
  kind: 'work-permit',
  stage: '',
  team: 'permits',
  clock: 'promise',
  basis: 'promise',
  law: 'centre',
  since: '2026-03-02',
  standing: 'kept',
  used: null,
  clocks: 1,
  soon: 0,
  centreSeconds: 0,
  applicantSeconds: 0,
  externalSeconds: 0,
  ...given,
})

describe('The figures of the audit', () => {
  test('count every clock once, and percentiles by the clocks, not by the lines', () => {
    const figures = figuresOf([
      tally({ used: 2, clocks: 8, centreSeconds: 80 }),
      tally({ used: 5, clocks: 1, centreSeconds: 10, externalSeconds: 5 }),
      tally({ used: 9, clocks: 1, standing: 'breached', applicantSeconds: 7 }),
      tally({ standing: 'running', clocks: 4 }),
      tally({ standing: 'running', clocks: 0, soon: 3 }),
      tally({ standing: 'cancelled', clocks: 2, used: 40, centreSeconds: 1000 }),
    ])
    expect(figures).toEqual({
      ...{ kept: 9, breached: 1, cancelled: 2, running: 4, soon: 3, keptPercent: 90 },
      ...{ median: 2, p90: 5, longest: 9, centreSeconds: 90, applicantSeconds: 7, externalSeconds: 5 },
    })
  })

  test('say nothing of what has not come out', () => {
    expect(figuresOf([tally({ standing: 'running' })])).toMatchObject({
      keptPercent: null,
      median: null,
      longest: null,
    })
  })

  test('are the same together as in groups', () => {
    const all = [tally({ clocks: 3 }), tally({ team: 'housing', standing: 'breached', clocks: 2 })]
    const groups = groupSla(all, ({ team }) => team)
    expect(groups.map(({ name, figures }) => [name, figures.kept, figures.breached])).toEqual([
      ['housing', 0, 2],
      ['permits', 3, 0],
    ])
  })
})
