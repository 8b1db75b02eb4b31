import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { formatInstant, instantOf, parseInstant } from '../../domain/time/local-date.ts'
import { type Centre, openCentre } from '../centre/centre.ts'
import { openHistories } from '../centre/read-history.ts'
import { openServers } from '../centre/servers.ts'
import { formNamed } from '../scenario/forms.ts'
import { act, beside, type Crowd, type Filing, openCrowd, openSubmitted, secondsUntil } from './crowd.ts'
import { type Figure, figureOf } from './figure.ts'

const usual = 20_000
const lanes = 16
const applicantsPerLot = 100
const perLot = 10
/** Applications opened before, to know how long all of them take. */
const warming = 24
/** architecture.md, Length. */
const mostEvents = 2000
/** Of so many who are offered one declines: the apartment goes on to the next. */
const oneDeclines = 20
const materials = ['passport', 'degree-certificate', 'contract']

const time = z.looseObject({ now: z.string() })

type Round = Readonly<{ code: string; count: number; closesAt: string; seed: Buffer }>

/**
 * A round (BENCH_APPLICATIONS, 20,000) with an application workflow each, in real time on the real server: opened,
 * closed at its instant, decided, sealed, drawn by two, everybody told, and apartments that are declined go on.
 */
export async function benchRound(): Promise<readonly Figure[]> {
  const count = Number(process.env['BENCH_APPLICATIONS'] ?? usual)
  const servers = await openServers()
  const centre = await openCentre(servers, { at: '2026-03-02T09:00:00+08:00', blankPapers: true })
  const crowd = openCrowd(centre)
  try {
    await letRun(crowd)
    const each = await openingTime(crowd)
    const round = await plan(crowd, { code: 'R-BENCH', count, seconds: Math.ceil(60 + each * count * 1.5) })
    const opened = await seconds(() => fill(crowd, round))
    const decided = await decide(crowd, round)
    const drawn = await seconds(() => draw(crowd, round))
    const told = await secondsUntil(() => isTold(crowd, round))
    await checkTold(crowd, round)
    const settled = await cascade(crowd, round)
    const longest = await longestHistory(crowd, centre)
    const row = (figure: string, unit: string, [value, baseline]: readonly [number, number]) =>
      figureOf({ bench: 'round', figure, unit, value, baseline })
    return [
      row(`opened-${count}`, 'applications/s', [count / opened, 1]),
      row('decided', 'applications/s', [count / decided, 1]),
      row('sealed-and-drawn', 's', [drawn, 300]),
      row('told', 'applications/s', [count / Math.max(told, 0.1), 1]),
      row('cascade', 's', [settled, 300]),
      row('longest-run', 'events', [longest, mostEvents]),
      row('memory', 'MB', [process.memoryUsage().rss / 1e6, 3000]),
    ]
  } finally {
    await crowd.close()
    await centre.close()
    await servers.close()
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const nowOf = async ({ as }: Crowd) =>
  parseInstant(time.parse((await (await as('admin')).get('/api/v1/time')).body).now) ?? instantOf(0)

/** Office time runs like the machine's: nothing here is skipped. */
async function letRun(crowd: Crowd): Promise<void> {
  const now = await nowOf(crowd)
  await act(await crowd.as('admin'), '/api/v1/time', { to: formatInstant(instantOf(now + 1)), hold: false })
}

async function openingTime(crowd: Crowd): Promise<number> {
  const round = await plan(crowd, { code: 'R-WARM', count: warming, seconds: 86_400 })
  return (await seconds(() => fill(crowd, round))) / warming
}

type Planned = { readonly code: string; readonly count: number; readonly seconds: number }

/** Planned by one housing officer, opened by another. */
async function plan(crowd: Crowd, { code, count, seconds: open }: Planned): Promise<Round> {
  const now = await nowOf(crowd)
  const [opensAt, closesAt, revealAt] = [now + 1, now + open, now + open + 1].map((at) => formatInstant(instantOf(at)))
  const seed = randomBytes(32)
  const ids = lotsOf(count)
  await act(await crowd.as('housing'), '/api/v1/rounds', {
    ...{ code, opensAt, closesAt, revealAt },
    commitment: createHash('sha256').update(seed).digest('hex'),
    lots: ids.map((id) => ({
      id,
      apartments: Array.from({ length: perLot }, (_, index) => `${code}-${id}-${100 + index}`),
      ...{ minPersons: 1, maxPersons: 4, priority: ['returnee-graduate'] },
    })),
    rents: Object.fromEntries(ids.map((id) => [id, 500_000])),
  })
  await does(crowd, { code, by: 'officer.a', what: 'open' })
  await secondsUntil(async () => (await crowd.prisma.round.count({ where: { code, state: 'open' } })) === 1)
  return { code, count, closesAt: closesAt ?? '', seed }
}

const lotsOf = (count: number): readonly string[] =>
  Array.from({ length: Math.max(3, Math.ceil(count / applicantsPerLot)) }, (_, lot) => `L${lot}`)

type Doing = { readonly code: string; readonly by: string; readonly what: string; readonly data?: object }

const does = async ({ as }: Crowd, { code, by, what, data }: Doing) =>
  await act(await as(by), `/api/v1/rounds/${code}/actions/${what}`, data === undefined ? {} : { data })

async function fill(crowd: Crowd, round: Round): Promise<void> {
  const applicant = await crowd.as('applicant')
  await beside(round.count, lanes, (index) => openSubmitted(crowd, applicant, applicationOf(round, index)))
}

const letters = (index: number): string => String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')

/** Each is another person, with three lots of their own. */
function applicationOf({ code, count }: Round, index: number): Filing {
  const filled = formNamed('apartment-allocation.round')
  if (filled === undefined) throw new Error('no form')
  const ids = lotsOf(count)
  const lot = (step: number) => ids[(index * 7 + step * (1 + (index % 5))) % ids.length] ?? 'L0'
  const { person, ...rest } = personal.parse(filled.form)
  const { mrz: _, ...passport } = person.passport
  const number = `M${String(code === 'R-WARM' ? 90_000_000 + index : 10_000_000 + index)}`
  const own = { ...person, familyName: `Kim ${letters(index)} ${code.at(-1)}`, passport: { ...passport, number } }
  const preferences = [...new Set([lot(0), lot(1), lot(2)])]
  return { ...filled, form: { ...rest, person: own, roundCode: code, preferences }, materials }
}

const personal = z.looseObject({ person: z.looseObject({ passport: z.looseObject({ mrz: z.unknown() }) }) })

/** From its deadline on every application is decided by itself; how long that takes. */
async function decide(crowd: Crowd, { code, closesAt }: Round): Promise<number> {
  const closes = parseInstant(closesAt) ?? instantOf(0)
  if ((await nowOf(crowd)) >= closes) throw new Error('the round closed before all had applied')
  await secondsUntil(async () => (await nowOf(crowd)) >= closes)
  const listed = { round: code, state: 'entered' }
  return await secondsUntil(async () => (await crowd.prisma.roundApplication.count({ where: listed })) === 0)
}

async function draw(crowd: Crowd, { code, seed }: Round): Promise<void> {
  await does(crowd, { code, by: 'housing', what: 'seal' })
  await secondsUntil(async () => (await crowd.prisma.round.count({ where: { code, state: 'sealed' } })) === 1)
  await does(crowd, { code, by: 'housing', what: 'draw', data: { seed: seed.toString('hex'), witnesses: ['8 2 6 1'] } })
  await does(crowd, { code, by: 'officer.a', what: 'confirm-draw' })
  const after = { in: ['drawn', 'offering'] }
  await secondsUntil(async () => (await crowd.prisma.round.count({ where: { code, state: after } })) === 1)
}

/** Whoever is in the round knows where they stand, and their letter is queued. */
async function isTold({ prisma }: Crowd, { code, count }: Round): Promise<boolean> {
  const [found] = await prisma.$queryRaw<{ readonly told: number }[]>`
    SELECT count(DISTINCT m."caseId")::int AS told FROM "Message" m
    JOIN "RoundApplication" a ON a."caseId" = m."caseId" AND a.round = ${code}
    WHERE m.code IN ('drawn', 'waiting-listed')`
  return found?.told === count
}

/** Told once, and what the draw said. @throws Error when somebody was told otherwise. */
async function checkTold({ prisma }: Crowd, { code, count }: Round): Promise<void> {
  const [found] = await prisma.$queryRaw<{ readonly right: number }[]>`
    SELECT count(*)::int AS right FROM "RoundApplication" a WHERE a.round = ${code}
    AND (SELECT count(*) FROM "Message" m WHERE m."caseId" = a."caseId" AND m.code IN ('drawn', 'waiting-listed')) = 1
    AND EXISTS (SELECT 1 FROM "Message" m WHERE m."caseId" = a."caseId"
      AND m.code = CASE WHEN a.apartment IS NULL THEN 'waiting-listed' ELSE 'drawn' END)`
  if (found?.right !== count) throw new Error(`${found?.right} of ${count} were told once, and right`)
}

/** Some decline; each apartment that became free goes to the next, who is told. */
async function cascade(crowd: Crowd, { code }: Round): Promise<number> {
  const { prisma, as } = crowd
  await secondsUntil(async () => (await prisma.round.count({ where: { code, state: 'offering' } })) === 1)
  const offered = await prisma.roundApplication.findMany({
    where: { round: code, state: 'offered' },
    orderBy: { code: 'asc' },
  })
  // The letter goes out before they are asked.
  await secondsUntil(async () => (await asked(prisma, code)) === offered.length)
  const declining = offered.filter((_, index) => index % oneDeclines === 0)
  const applicant = await as('applicant')
  return await seconds(async () => {
    await beside(declining.length, lanes, (index) =>
      act(applicant, `/api/v1/cases/${declining[index]?.caseId}/actions/decline-offer`, {}),
    )
    await secondsUntil(async () => {
      const unsettled = await prisma.cascadeEvent.count({ where: { round: code, settledAt: null } })
      const untold = await prisma.roundApplication.count({ where: { round: code, untoldAt: { not: null } } })
      const gone = await prisma.roundApplication.count({ where: { round: code, state: 'gone' } })
      return unsettled === 0 && untold === 0 && gone === declining.length
    })
  })
}

const asked = async (prisma: Crowd['prisma'], code: string): Promise<number> => {
  const [found] = await prisma.$queryRaw<{ readonly asked: number }[]>`
    SELECT count(*)::int AS asked FROM "RoundApplication" a JOIN "CaseView" v ON v."caseId" = a."caseId"
    WHERE a.round = ${code} AND a.state = 'offered' AND v.stage = 'offer'`
  return found?.asked ?? 0
}

/** Of the round itself, and of some applications: the most events in one run. */
async function longestHistory({ prisma }: Crowd, centre: Centre): Promise<number> {
  const rounds = await prisma.round.findMany({ select: { workflowId: true } })
  const some = await prisma.roundApplication.findMany({
    take: 40,
    orderBy: { version: 'desc' },
    select: { caseId: true },
  })
  const reader = await openHistories(centre)
  try {
    const ids = [...rounds.map(({ workflowId }) => workflowId), ...some.map(({ caseId }) => caseId)]
    const lengths = await Promise.all(ids.map(async (id) => (await reader.read(id)).events))
    return Math.max(...lengths)
  } finally {
    await reader.close()
  }
}
