import { describe, expect, test } from '@jest/globals'
import { generateDraw } from '../../../cli/oracle/generate-draw.ts'
import { nodeHash } from '../../../cli/oracle/node-hash.ts'
import type { Application, DrawInput, Lot } from '../../../domain/allocation/bundle.ts'
import { draw } from '../../../domain/allocation/draw.ts'
import { fits, orderAt, published, ROUNDS } from './rounds.ts'

type Case = ReturnType<typeof read>

function read(input: DrawInput) {
  const { drawn } = published(input)
  const lots = new Map(input.lots.map((lot) => [lot.id, lot]))
  const held = new Map(Object.entries(drawn.assignments).map(([code, { lot }]) => [code, lot]))
  const taking = input.applications.filter(({ code }) => !input.withdrawn.includes(code))
  /** The lots an applicant is eligible at and likes more than what they hold. */
  const liked = ({ code, ...application }: Application): readonly Lot[] => {
    const own = application.preferences.indexOf(held.get(code) ?? '')
    const more = own < 0 ? application.preferences : application.preferences.slice(0, own)
    return more.flatMap((id) => lots.get(id) ?? []).filter((lot) => fits({ code, ...application }, lot))
  }
  const housed = (lot: Lot): readonly Application[] => taking.filter(({ code }) => held.get(code) === lot.id)
  return { input, drawn, taking, held, liked, housed }
}

const CASES: readonly Case[] = ROUNDS.map(read)

/** Deferred acceptance as a textbook writes it: all propose at once, each lot keeps its first. */
function textbook({ input, drawn, taking }: Case): ReadonlyMap<string, string> {
  const wanted = new Map(taking.map((application) => [application.code, eligibleLots(application, input)]))
  for (;;) {
    const rejected = input.lots.flatMap((lot) => {
      const proposing = taking.filter(({ code }) => wanted.get(code)?.[0] === lot.id)
      return proposing.sort(orderAt(lot, drawn.numbers)).slice(lot.apartments.length)
    })
    for (const { code } of rejected) wanted.get(code)?.shift()
    if (rejected.length === 0) break
  }
  return new Map([...wanted].flatMap(([code, [lot]]): [string, string][] => (lot === undefined ? [] : [[code, lot]])))
}

function eligibleLots(application: Application, { lots }: DrawInput): string[] {
  return application.preferences.filter((id) => lots.some((lot) => lot.id === id && fits(application, lot)))
}

describe('What holds of every draw', () => {
  test('The rounds tried have winners, losers, full lots and withdrawals', () => {
    expect(CASES.reduce((sum, { held }) => sum + held.size, 0)).toBeGreaterThan(200)
    expect(CASES.filter(({ input }) => input.withdrawn.length > 0).length).toBeGreaterThan(10)
    expect(
      CASES.filter(({ drawn }) => Object.values(drawn.cutOffs).some((cutOff) => cutOff !== null)).length,
    ).toBeGreaterThan(30)
  })

  test('No apartment is given twice, none to a household that does not fit or did not list the lot, none to the withdrawn', () => {
    for (const { input, drawn, taking } of CASES) {
      const given = Object.entries(drawn.assignments)
      expect(new Set(given.map(([, { apartment }]) => apartment)).size).toBe(given.length)
      for (const [code, { lot: id, apartment }] of given) {
        const lot = input.lots.find((one) => one.id === id)
        const application = taking.find((one) => one.code === code)
        expect(lot?.apartments).toContain(apartment)
        expect(application?.preferences).toContain(id)
        expect(lot && application && fits(application, lot)).toBe(true)
      }
    }
  })

  test('Nobody envies with reason: a lot one likes more houses only people before one in its order', () => {
    for (const { drawn, taking, liked, housed } of CASES) {
      const pairs = taking.flatMap((application) => liked(application).map((lot) => ({ application, lot })))
      const envied = pairs.filter(({ application, lot }) => {
        return housed(lot).some((other) => orderAt(lot, drawn.numbers)(other, application) > 0)
      })
      expect(envied).toEqual([])
    }
  })

  test('Nothing is wasted: nobody likes a lot with a free apartment more than theirs', () => {
    for (const { taking, liked, housed } of CASES) {
      for (const lot of taking.flatMap(liked)) expect(housed(lot).length).toBe(lot.apartments.length)
    }
  })

  test('It is the result of the textbook, which is best for every applicant at once', () => {
    for (const one of CASES) expect(one.held).toEqual(new Map([...textbook(one)]))
  })

  test('Within a lot apartments ascend as numbers do', () => {
    for (const { drawn, input, housed } of CASES) {
      for (const lot of input.lots) {
        const numbers = drawn.numbers
        const winners = [...housed(lot)].sort((one, other) =>
          (numbers[one.code] ?? '') < (numbers[other.code] ?? '') ? -1 : 1,
        )
        const apartments = winners.map(({ code }) => drawn.assignments[code]?.apartment)
        expect(apartments).toEqual([...lot.apartments].sort().slice(0, winners.length))
      }
    }
  })

  test('The waiting list of a lot is everyone who likes it more than what they hold, in its order', () => {
    for (const { drawn, input, taking, liked } of CASES) {
      for (const lot of input.lots) {
        const waiting = taking
          .filter((application) => liked(application).includes(lot))
          .sort(orderAt(lot, drawn.numbers))
        expect(drawn.waiting[lot.id]).toEqual(waiting.map(({ code }) => code))
      }
    }
  })

  test('A cut-off is the last one housed in a full lot', () => {
    for (const { drawn, input, housed } of CASES) {
      const expected = input.lots.map((lot) => {
        const isFull = lot.apartments.length > 0 && housed(lot).length === lot.apartments.length
        return isFull ? [...housed(lot)].sort(orderAt(lot, drawn.numbers)).at(-1)?.code : undefined
      })
      expect(input.lots.map(({ id }) => drawn.cutOffs[id]?.code)).toEqual(expected)
    }
  })

  test('Every applicant is told of each lot they listed, what they got and where they wait', () => {
    for (const { drawn, input, held } of CASES) {
      const told = input.applications.flatMap(
        ({ code }) => drawn.explanations[code]?.map((one) => ({ code, ...one })) ?? [],
      )
      expect(told.map(({ code, lot }) => [code, lot])).toEqual(
        input.applications.flatMap(({ code, preferences }) => preferences.map((lot) => [code, lot])),
      )
      const assigned = told.filter(({ status }) => status === 'assigned')
      expect(new Map(assigned.map(({ code, lot }) => [code, lot]))).toEqual(held)
      const waiting = told.flatMap((one) => ('place' in one ? [one] : []))
      expect(waiting.map(({ lot, place }) => drawn.waiting[lot]?.[place - 1])).toEqual(waiting.map(({ code }) => code))
    }
  })
})

describe('A draw depends on nothing but its input', () => {
  test('The same input gives the same draw, in whatever order its lists come', () => {
    for (const { input, drawn } of CASES) {
      const turned: DrawInput = {
        ...input,
        lots: [...input.lots].reverse().map((lot) => ({ ...lot, apartments: [...lot.apartments].reverse() })),
        applications: [...input.applications].reverse().map((one) => ({ ...one, groups: [...one.groups].reverse() })),
        withdrawn: [...input.withdrawn].reverse(),
      }
      expect(draw(turned, nodeHash)).toEqual(drawn)
    }
  })

  test('Codes that are names of other things in JavaScript are codes like all others', () => {
    const codes = ['constructor', 'toString', 'hasOwnProperty', '7', '10', 'valueOf']
    const lots = [{ id: 'constructor', apartments: ['2', '10'], minPersons: 1, maxPersons: 9, priority: ['toString'] }]
    const applications = codes.map((code) => ({ code, persons: 1, groups: [], preferences: ['constructor'] }))
    const { drawn } = published({
      ...generateDraw({ seed: 3, applicants: 0, lots: 1, maxApartments: 1, maxPreferences: 1, groups: [] }),
      lots,
      applications,
    })
    expect(Object.keys(drawn.numbers).sort()).toEqual([...codes].sort())
    expect(
      Object.values(drawn.assignments)
        .map(({ apartment }) => apartment)
        .sort(),
    ).toEqual(['10', '2'])
    expect(Object.hasOwn(drawn.waiting, 'constructor') && drawn.waiting['constructor']?.length).toBe(4)
  })

  test('A list that is not whole is a defect, not a result', () => {
    const [input] = ROUNDS
    if (!input) throw new Error('no round')
    const applications = [{ code: 'X', persons: 1, groups: [], preferences: ['NOWHERE'] }]
    expect(() => draw({ ...input, applications }, nodeHash)).toThrow(RangeError)
  })
})

test('20,000 applicants for 2,000 lots are drawn (how fast is told by the bench)', () => {
  const size = { applicants: 20_000, lots: 2_000, maxApartments: 5, maxPreferences: 10, groups: ['a', 'b', 'c'] }
  const input = generateDraw({ seed: 20_260_711, ...size })
  const drawn = draw(input, nodeHash)
  expect(Object.keys(drawn.assignments).length).toBeGreaterThan(4_000)
})
