import { z } from 'zod'
import { openCentre } from '../centre/centre.ts'
import { openServers } from '../centre/servers.ts'
import { formNamed } from '../scenario/forms.ts'
import { act, beside, type Crowd, type Filing, openCrowd, openDraft, openSubmitted, secondsUntil } from './crowd.ts'
import { type Figure, figureOf } from './figure.ts'

const usual = 10_000
/** Open cases told within five minutes (architecture: the embedded default). */
const mostSeconds = 300
/** A request that somebody waits for while it goes on, in milliseconds. */
const mostMillis = 1000
/** Of so many cases one is submitted and has clocks that move; the others are drafts, told like any other. */
const oneIn = 20
const lanes = 16

const materials = [
  ...['passport', 'photo', 'visa', 'contract', 'degree-certificate'],
  ...['work-experience-letter', 'no-criminal-record', 'medical-certificate'],
]

const preview = z.looseObject({ moves: z.array(z.unknown()) })

/** A new holiday table reaches open cases (BENCH_CASES, 10,000): how long it takes, and how long people wait meanwhile. */
export async function benchCalendar(): Promise<readonly Figure[]> {
  const count = Number(process.env['BENCH_CASES'] ?? usual)
  const servers = await openServers()
  const centre = await openCentre(servers, { at: '2026-02-10T10:00:00+08:00', blankPapers: true })
  const crowd = openCrowd(centre)
  try {
    await fill(crowd, count)
    const looked = await timed(async () => await changes(crowd))
    const waits: number[] = []
    const watching = { over: false }
    const asking = askMeanwhile(crowd, watching, waits)
    const seconds = (await timed(() => reachAll(crowd))).seconds
    watching.over = true
    await asking
    const slowest = waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.95)] ?? 0
    return [
      figureOf({
        bench: 'calendar',
        figure: `told-${count}`,
        unit: 's',
        value: seconds,
        baseline: (mostSeconds * count) / usual,
      }),
      figureOf({ bench: 'calendar', figure: 'foreground-p95', unit: 'ms', value: slowest, baseline: mostMillis }),
      figureOf({ bench: 'calendar', figure: 'dry-run', unit: 's', value: looked.seconds, baseline: 10 }),
    ]
  } finally {
    await crowd.close()
    await centre.close()
    await servers.close()
  }
}

async function timed<Result>(work: () => Promise<Result>) {
  const began = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began) / 1000 }
}

async function fill(crowd: Crowd, count: number): Promise<void> {
  const filled = formNamed('work-permit.new')
  if (filled === undefined) throw new Error('no form')
  const filing: Filing = { ...filled, materials }
  const applicant = await crowd.as('applicant')
  await beside(count, lanes, (index) =>
    index % oneIn === 0 ? openSubmitted(crowd, applicant, filing) : openDraft(applicant, filing),
  )
}

/** The dry run: at least each submitted case has a date that moves. */
async function changes({ as }: Crowd): Promise<void> {
  const admin = await as('admin')
  const { moves } = preview.parse(await act(admin, '/api/v1/calendars/preview', { table: 'cn-2026@2' }))
  if (moves.length === 0) throw new Error('no date would move')
}

async function reachAll({ prisma, as }: Crowd): Promise<void> {
  await act(await as('admin'), '/api/v1/calendars', { table: 'cn-2026@2' })
  await act(await as('supervisor'), '/api/v1/calendars/cn-2026@2/confirm', {})
  await secondsUntil(async () => (await prisma.batch.count({ where: { state: 'done' } })) === 1)
}

/** Somebody looks at a case and begins another, over and over, while cases are told. */
async function askMeanwhile({ as }: Crowd, watching: { over: boolean }, waits: number[]): Promise<void> {
  const applicant = await as('applicant')
  const filled = formNamed('work-permit.new')
  if (filled === undefined) return
  while (!watching.over) {
    const opening = await timed(() => openDraft(applicant, { ...filled, materials }))
    const reading = await timed(() => applicant.get(`/api/v1/cases/${opening.result}`))
    waits.push(opening.seconds * 1000, reading.seconds * 1000)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
