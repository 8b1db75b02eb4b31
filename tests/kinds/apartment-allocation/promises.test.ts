import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { carryOut } from '../../../activities/rounds/carry-out.ts'
import { nodeHash } from '../../../activities/rounds/node-hash.ts'
import { freePort } from '../../../cli/embedded/ports.ts'
import { type Postgres, startPostgres } from '../../../cli/embedded/postgres.ts'
import { commitmentOf } from '../../../domain/allocation/draw-numbers.ts'
import { verifyBundle } from '../../../domain/allocation/verify-bundle.ts'
import { caseId, code, personId } from '../../../domain/case/codes.ts'
import type { RoundAct } from '../../../domain/kinds/apartment-allocation/round.ts'
import { type Instant, instantOf, parseInstant } from '../../../domain/time/local-date.ts'
import {
  endPromises,
  enterApartments,
  freeApartments,
  holdApartment,
  letApartment,
  offerApartment,
  prolongHold,
} from '../../../prisma/apartments.ts'
import { bundleOfRow, settle } from '../../../prisma/cascade.ts'
import { createPrisma, type Prisma } from '../../../prisma/client.ts'
import { cascadeState } from '../../../prisma/draws.ts'
import { migrate } from '../../../prisma/migrate.ts'
import { leaveRound } from '../../../prisma/round-list.ts'
import { createRound, findRound, workflowOf } from '../../../prisma/rounds.ts'
import { createVault } from '../../../prisma/vault.ts'

let dir: string
let postgres: Postgres
/** As two processes of the api would have them. */
let prisma: Prisma
let other: Prisma

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'onevisit-'))
  postgres = await startPostgres({ dir: join(dir, 'postgres'), port: await freePort(), durable: false })
  await migrate(postgres.url)
  prisma = createPrisma(postgres.url)
  other = createPrisma(postgres.url)
}, 120_000)

afterAll(async () => {
  await prisma.$disconnect()
  await other.$disconnect()
  await postgres.kill()
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

const at = (text: string): Instant => parseInstant(text) ?? instantOf(0)
const now = at('2026-04-27T10:00:00+08:00')
const hours = (count: number): Instant => instantOf(now + count * 3600)
const someone = (index: number) => caseId(`case-${index}`)
const apartmentId = 'A-0701'

describe('One apartment is never promised to two', () => {
  beforeEach(async () => {
    await prisma.apartmentPromise.deleteMany()
    await prisma.apartment.deleteMany()
    await enterApartments(prisma, [{ id: apartmentId, minPersons: 1, maxPersons: 2, rentFen: 450_000 }])
  })

  test('of fifty who choose it at one instant through two processes, one has it', async () => {
    const held = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        holdApartment(index % 2 === 0 ? prisma : other, { apartmentId, caseId: someone(index), now }),
      ),
    )
    expect(held.filter((until) => until !== undefined)).toEqual([hours(24)])
    expect(await prisma.apartmentPromise.count()).toBe(1)
  })

  test('chosen again by the same case, it is the same hold', async () => {
    const first = await holdApartment(prisma, { apartmentId, caseId: someone(1), now })
    expect(await holdApartment(prisma, { apartmentId, caseId: someone(1), now: hours(1) })).toBe(first)
  })

  test('a hold that is over gives way by its own instant, a second before it does not', async () => {
    await holdApartment(prisma, { apartmentId, caseId: someone(1), now })
    const next = (instant: Instant) => holdApartment(prisma, { apartmentId, caseId: someone(2), now: instant })
    expect(await next(instantOf(hours(24) - 1))).toBeUndefined()
    expect(await next(hours(24))).toBe(hours(48))
    expect(await offerApartment(prisma, { apartmentId, caseId: someone(1), now: hours(25) })).toBe(false)
  })

  test('a hold is prolonged once', async () => {
    await holdApartment(prisma, { apartmentId, caseId: someone(1), now })
    expect(await prolongHold(prisma, { caseId: someone(1), now: hours(2) })).toBe(hours(48))
    expect(await prolongHold(prisma, { caseId: someone(1), now: hours(3) })).toBeUndefined()
  })

  test('of an offer and fifty who would hold it, nobody takes it away; given up, it is free', async () => {
    await holdApartment(prisma, { apartmentId, caseId: someone(1), now })
    expect(await offerApartment(prisma, { apartmentId, caseId: someone(1), now })).toBe(true)
    const tried = Array.from({ length: 50 }, (_, index) =>
      holdApartment(other, { apartmentId, caseId: someone(index + 2), now: hours(100) }),
    )
    expect((await Promise.all(tried)).every((until) => until === undefined)).toBe(true)
    expect(await freeApartments(prisma, { now, limit: 10 })).toEqual([])
    await endPromises(prisma, { caseId: someone(1), now })
    expect((await freeApartments(prisma, { now, limit: 10 })).map(({ id }) => id)).toEqual([apartmentId])
  })

  test('a lease binds until the apartment is given back, even after its last day', async () => {
    await offerApartment(prisma, { apartmentId, caseId: someone(1), now })
    await letApartment(prisma, { apartmentId, caseId: someone(1), now }, hours(24 * 365))
    const after = hours(24 * 366)
    expect(await holdApartment(prisma, { apartmentId, caseId: someone(2), now: after })).toBeUndefined()
    await endPromises(prisma, { caseId: someone(1), now: after })
    expect(await holdApartment(prisma, { apartmentId, caseId: someone(2), now: after })).toBeDefined()
  })

  test('PostgreSQL itself refuses a second promise, whatever our code does', async () => {
    const row = (id: string, from: string) =>
      prisma.$executeRawUnsafe(
        `INSERT INTO "ApartmentPromise" (id, "apartmentId", "caseId", sort, "from", "until")
         VALUES ('${id}', '${apartmentId}', '${id}', 'offer', '${from}', NULL)`,
      )
    await row('one', '2026-01-01T00:00:00Z')
    await expect(row('two', '2027-01-01T00:00:00Z')).rejects.toThrow(/ApartmentPromise_never_twice|23P01/)
  })
})

const lots = 200
const perLot = 10
const applicants = 20_000
const round = 'R-VOLUME'
const seed = 'd84c673aae9c9f8156603bfdf6647b5e4d9087d0de7195dc0dbe6b884dc4a113'

/** Twenty thousand households, each with three lots of two hundred, the same every time. */
const listed = (index: number) => {
  const first = (index * 7) % lots
  const preferences = [...new Set([first, (first + index) % lots, (first + 3 * index + 1) % lots])]
  return {
    caseId: `applicant-${index}`,
    round,
    code: `A${String(index).padStart(5, '0')}`,
    persons: 1 + (index % 4),
    groups: index % 5 === 0 ? ['returnee-graduate'] : [],
    preferences: preferences.map((lot) => `L${lot}`),
    state: 'eligible',
  }
}

describe('A round of twenty thousand applications', () => {
  const officer = personId('officer-a')
  const colleague = personId('officer-b')
  let vault: ReturnType<typeof createVault>
  let turn = 0

  const act = async (what: RoundAct, by: string, said?: object) => {
    const row = await findRound(prisma, round)
    if (row === null) throw new Error('no round')
    const data = said === undefined ? null : await vault.seal(workflowOf(row), 'data', said)
    turn += 1
    const request = { round: code(round), act: what, by: personId(by), at: '2026-04-03T15:00:00+08:00', turn, data }
    return await carryOut({ prisma, vault }, request)
  }

  beforeAll(async () => {
    vault = createVault({ prisma, keys: [{ id: 'k', key: randomBytes(32) }] })
    await createRound(prisma, {
      code: round,
      workflowId: 'round-volume',
      opensAt: new Date('2026-03-04T09:00:00+08:00'),
      closesAt: new Date('2026-03-20T18:00:00+08:00'),
      revealAt: new Date('2026-04-03T15:00:00+08:00'),
      rules: null,
      commitment: commitmentOf(seed, nodeHash),
      lots: Array.from({ length: lots }, (_, lot) => ({
        id: `L${lot}`,
        apartments: Array.from({ length: perLot }, (_each, index) => `L${lot}-${100 + index}`),
        minPersons: 1,
        maxPersons: 3,
        priority: ['returnee-graduate'],
      })),
      rents: Object.fromEntries(Array.from({ length: lots }, (_, lot) => [`L${lot}`, 500_000])),
      createdBy: officer,
      now: at('2026-03-02T10:00:00+08:00'),
      offsetSeconds: 0,
    })
    await vault.openCase(prisma, caseId('round-volume'))
    await prisma.roundApplication.createMany({ data: Array.from({ length: applicants }, (_, index) => listed(index)) })
  }, 120_000)

  test('is sealed and drawn by two officers, and its bundle verifies', async () => {
    await act('open', colleague)
    expect(await act('seal', officer)).toMatchObject({ standing: { state: 'sealed' } })
    await act('draw', officer, { seed, witnesses: ['57 03 21 18'] })
    expect(await act('confirm-draw', colleague)).toMatchObject({ standing: { state: 'drawn' } })
    const row = await findRound(prisma, round)
    const bundle = bundleOfRow(row?.bundle)
    expect(verifyBundle(bundle, nodeHash)).toEqual({ valid: true })
    expect(Object.keys(bundle.numbers)).toHaveLength(applicants)
    expect(await prisma.roundApplication.count({ where: { round, untoldAt: { not: null } } })).toBe(applicants)
  }, 180_000)

  test('an act sent again after a lost answer does nothing twice', async () => {
    const before = await findRound(prisma, round)
    turn -= 1
    await act('confirm-draw', colleague)
    expect(await prisma.roundEvent.count({ where: { round } })).toBe(4)
    expect((await findRound(prisma, round))?.bundleHash).toBe(before?.bundleHash)
  }, 60_000)

  test('three hundred who leave at one midnight are settled together, each apartment promised once', async () => {
    const offered = await prisma.roundApplication.findMany({ where: { round, state: 'offered' }, take: 300 })
    for (const row of offered) await leaveRound(prisma, { caseId: caseId(row.caseId), type: 'lapse', now })
    const moved = await settle(prisma, round, now)
    expect(moved.length).toBeGreaterThan(0)
    expect(await settle(prisma, round, now)).toEqual([])
    const row = await findRound(prisma, round)
    if (row === null) throw new Error('no round')
    const state = await cascadeState(prisma, row)
    const held = await prisma.roundApplication.findMany({ where: { round, apartment: { not: null } } })
    const inTables = Object.fromEntries(held.map((entry) => [entry.code, entry.apartment]))
    const byRule = Object.entries(state?.offers ?? {}).map(([each, { apartment }]) => [each, apartment])
    expect(inTables).toEqual(Object.fromEntries(byRule))
    const promises = await prisma.apartmentPromise.findMany({
      where: { endedAt: null, caseId: { startsWith: 'appl' } },
    })
    expect(promises.map((each) => each.apartmentId).toSorted()).toEqual(Object.values(inTables).map(String).toSorted())
  }, 120_000)
})
