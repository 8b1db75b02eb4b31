import type { CaseId } from '../../domain/case/codes.ts'
import { type Instant, instantOf, localDateOf } from '../../domain/time/local-date.ts'
import type { Prisma } from '../../prisma/client.ts'
import type { OfficeTime } from '../../prisma/office-time.ts'
import { alone, findInTime, type Timed } from '../../prisma/timed.ts'
import type { TemporalClient } from '../../temporal/cases.ts'
import { createCaseDoor } from '../../temporal/cases.ts'
import { taskQueue } from '../../temporal/names.ts'
import { absenceChores, type Chores } from '../commands/begin-absences.ts'
import { createCaseTime } from './case-time.ts'
import { createRest } from './rest.ts'
import { createSandboxTime, type SandboxTime } from './sandbox-time.ts'

export type TimeMachineParts = {
  readonly prisma: Prisma
  readonly client: TemporalClient
  readonly officeTime: OfficeTime
  /** Where the sandbox of the outside is; without one there are no call-backs to wait for. */
  readonly sandboxUrl?: string
  /** What recurs is done once where days were skipped; default: nothing recurs. */
  readonly recur?: () => Promise<void>
  /** Only these are moved, by an office time of their own; what the office does by itself is left to everybody's. */
  readonly apart?: { readonly name: string; readonly concerns: (id: string) => boolean }
}

/** Accelerated time (sandbox only): office time is moved forward, and everything due on the way happens at its own instant. */
export type TimeMachine = {
  /** Moves office time to an instant and returns at rest; `past` when it lies behind office time. */
  move(to: Instant, hold: boolean): Promise<'moved' | 'past'>
  /** Brings an idle case to office time, before it is told something; to the instant at which that was taken in, if it was earlier. */
  catchUp(caseId: CaseId, takenInAt?: Instant): Promise<void>
}

const roundingSeconds = 2

/** `isTold`: something may have been told to any case there. */
type Stop = { readonly at: Instant; readonly due: readonly Timed[]; readonly isTold: boolean }

/** The earlier of two instants, where there are any. */
const earlier = (one: Instant | null, other: Instant | null): Instant | null => {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

/** Nothing outside: for tests without a sandbox. */
const noSandbox: SandboxTime = { nextCallBack: async () => null, move: async () => undefined }

/** What the office does by itself is done by everybody's time machine alone. */
const noChores: Chores = { next: async () => null, run: async () => undefined }

/** The name under which nobody else moves everybody's time meanwhile. */
export const everybodysTime = 'office-time'

export function createTimeMachine({
  prisma,
  client,
  officeTime,
  sandboxUrl,
  apart,
  recur,
}: TimeMachineParts): TimeMachine {
  const sandbox = sandboxUrl === undefined ? noSandbox : createSandboxTime(sandboxUrl)
  const caseTime = createCaseTime({ client, prisma })
  const rest = createRest({ client, prisma, ...(apart && { concerns: apart.concerns }) })
  const offsets = new Map<string, number>()

  const touched = (due: readonly Timed[]): readonly Timed[] => {
    for (const { id } of due) rest.touch(id)
    return due
  }

  /** The next instant at which anything is due: a timer, another attempt at a step, a call-back, a chore of the office. */
  async function next(now: Instant, upTo: Instant): Promise<Stop | undefined> {
    const [ours, callBack, chore] = await Promise.all([rest.earliest(now, upTo), sandbox.nextCallBack(), chores.next()])
    const others = earlier(callBack, chore)
    if (others === null || others > upTo) return ours && { ...ours, isTold: false }
    if (ours === undefined || others < ours.at) return { at: others, due: [], isTold: true }
    return { ...ours, isTold: others === ours.at }
  }

  /** Lets everything due at one instant happen, and comes to rest there. */
  async function visit({ at, due, isTold }: Stop): Promise<void> {
    await officeTime.move(at, true)
    await sandbox.move(at, true)
    await chores.run(at)
    if (isTold) rest.touchAll()
    await Promise.all(touched(due).map((timed) => caseTime.bringTo(timed, at)))
    await rest.settle(at)
  }

  async function travel(from: Instant, to: Instant): Promise<void> {
    let now = from
    await officeTime.move(now, true)
    await rest.settle(now)
    for (let stop = await next(now, to); stop !== undefined; stop = await next(now, to)) {
      // What was due before the way began is late already: it happens now.
      if (stop.at > now) now = stop.at
      await visit({ ...stop, at: now })
    }
  }

  /** Office time runs on from here: everybody goes on from the same instant. */
  async function letRun(to: Instant): Promise<void> {
    await Promise.all(touched(await rest.open()).map((timed) => caseTime.bringTo(timed, to)))
    await rest.settle(to)
    await officeTime.move(to, false)
  }

  /** Days that were skipped have had no night in which anything could recur. */
  const afterDays = async (from: Instant, to: Instant): Promise<void> => {
    if (localDateOf(to) > localDateOf(from)) await recur?.()
  }

  const offsetOf = async (id: string): Promise<number | undefined> => {
    const known = offsets.get(id) ?? (await findInTime(prisma, id))?.offsetSeconds
    if (known !== undefined) offsets.set(id, known)
    return known
  }

  const catchUp = async (caseId: CaseId, takenInAt?: Instant): Promise<void> => {
    const [{ now, held }, offsetSeconds] = await Promise.all([officeTime.read(), offsetOf(caseId)])
    rest.touch(caseId)
    if (offsetSeconds === undefined) return
    // While office time runs, so do the cases: only what the rounding to seconds makes is between them.
    const office = held ? now : instantOf(now - roundingSeconds)
    await caseTime.bringTo({ id: caseId, offsetSeconds }, instantOf(Math.min(office, takenInAt ?? office)))
  }

  const chores = apart
    ? noChores
    : absenceChores({ prisma, officeTime, cases: createCaseDoor(client, taskQueue), catchUp })

  return {
    move: (to, hold) =>
      alone(prisma, apart?.name ?? everybodysTime, async () => {
        const { now } = await officeTime.read()
        if (to < now) return 'past'
        await travel(now, to)
        await officeTime.move(to, true)
        await sandbox.move(to, hold)
        if (!hold) await letRun(to)
        await afterDays(now, to)
        return 'moved'
      }),
    catchUp,
  }
}
