import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, instantOf } from '../../domain/time/local-date.ts'
import { actsOnTheirWay } from '../../prisma/acts-on-their-way.ts'
import type { Prisma } from '../../prisma/client.ts'
import { openInTime, type Timed } from '../../prisma/timed.ts'
import type { TemporalClient } from '../../temporal/cases.ts'
import { type Standing, standingOf } from '../../temporal/own-time.ts'

/** Machine time within which whatever runs has to come to rest; the longest is a worker that is killed and started again. */
const patienceMillis = 120_000
/** A timer that is past and does not fire within this machine time is not waited for: its case waits for a repair. */
const overdueMillis = 15_000
/** An act without an answer for so long, in machine time, is not waited for. */
const lostMillis = 60_000
const pauses = [2, 3, 5, 8, 13, 20] as const

/** Everything whose time can be moved, by what it is waiting for. */
export type Rest = {
  /** Somebody told this one something: it is looked at before the next move. */
  touch(id: string): void
  /** Something may have been told to any of them. */
  touchAll(): void
  /** Waits until nothing runs, and everything due by `office` has happened. @throws when something does not come to rest. */
  settle(office: Instant): Promise<void>
  /** What is due next after all has come to rest, up to an instant: when, and whose. */
  earliest(now: Instant, upTo: Instant): Promise<{ readonly at: Instant; readonly due: readonly Timed[] } | undefined>
  /** All that are open. */
  open(): Promise<readonly Timed[]>
}

type Look = { readonly timed: Timed; readonly standing: Standing }
type Due = { readonly timed: Timed; readonly at: Instant }

export type RestParts = {
  readonly client: TemporalClient
  readonly prisma: Prisma
  /** Whose time is moved here, by id; the empty one stands for a case that is just being opened. Default: everybody's. */
  readonly concerns?: (id: string) => boolean
}

export function createRest({ client, prisma, concerns = () => true }: RestParts): Rest {
  const openNow = async (): Promise<readonly Timed[]> => (await openInTime(prisma)).filter(({ id }) => concerns(id))
  /** Last event at which each was seen at rest. */
  const seen = new Map<string, number | null>()
  /** Those with a step that is tried again later. */
  const retrying = new Set<string>()
  /** Last event of those whose timer is past and does not fire. */
  const broken = new Map<string, number | null>()

  const look = async (timed: Timed): Promise<Look> => ({ timed, standing: await standingOf(client, timed.id) })
  const isNoted = (noted: ReadonlyMap<string, number | null>, { id, lastSeq }: Timed): boolean =>
    noted.has(id) && noted.get(id) === lastSeq

  /** Whether something more happens in it by itself at this instant. */
  const isMoving = ({ timed, standing }: Look, office: Instant): boolean => {
    if (standing.how !== 'resting') return standing.how === 'busy'
    return isAboutToFire(timed, office, standing.ownMillis) && !isNoted(broken, timed)
  }

  /** What a workflow at rest waits for is remembered, so that it need not be asked again before something happens. */
  const note = ({ timed, standing }: Look): void => {
    seen.set(timed.id, timed.lastSeq)
    if (standing.how === 'resting' && standing.nextAttemptMillis !== null) retrying.add(timed.id)
    else retrying.delete(timed.id)
  }

  const giveUpWaiting = (moving: readonly Look[], waited: number): void => {
    if (waited > patienceMillis) throw new Error(`not at rest: ${moving.map(({ timed }) => timed.id).join(', ')}`)
    // What is due may wait for another one that is still at work.
    const isQuiet = moving.every(({ standing }) => standing.how === 'resting')
    const idle = isQuiet && waited > overdueMillis ? moving : []
    for (const { timed } of idle) broken.set(timed.id, timed.lastSeq)
  }

  /** An act that nobody has answered yet belongs to the instant at which it was taken in; one that is long lost to nobody. */
  const areActsAnswered = async (began: number): Promise<boolean> => {
    if (performance.now() - began > lostMillis) return true
    const acts = await actsOnTheirWay(prisma, new Date(Date.now() - lostMillis))
    return !acts.some(({ caseId }) => concerns(caseId ?? ''))
  }

  /** Looks once at everything that may be moving; true when nothing had to be looked at. */
  async function isStill(office: Instant, began: number): Promise<boolean> {
    if (!(await areActsAnswered(began))) return false
    const restless = (await openNow()).filter((timed) => !isNoted(seen, timed))
    const looks = await Promise.all(restless.map(look))
    const moving = looks.filter((one) => isMoving(one, office))
    for (const one of looks) if (!moving.includes(one)) note(one)
    giveUpWaiting(moving, performance.now() - began)
    return restless.length === 0
  }

  async function settle(office: Instant): Promise<void> {
    const began = performance.now()
    for (let round = 0; !(await isStill(office, began)); round += 1)
      await pause(pauses[Math.min(round, pauses.length - 1)])
  }

  /** When a step of it is tried again, rounded up to the second: then it is due for certain. */
  async function nextAttempt(timed: Timed): Promise<readonly Due[]> {
    if (!retrying.has(timed.id)) return []
    const standing = await standingOf(client, timed.id)
    if (standing.how === 'resting' && standing.nextAttemptMillis !== null)
      return [{ timed, at: instantOf(Math.ceil(standing.nextAttemptMillis / 1000) + timed.offsetSeconds) }]
    seen.delete(timed.id)
    retrying.delete(timed.id)
    return []
  }

  const nextTimer = (timed: Timed): readonly Due[] =>
    timed.nextDueMillis === null || isNoted(broken, timed)
      ? []
      : [{ timed, at: instantOf(Math.ceil(timed.nextDueMillis / 1000)) }]

  return {
    touch: (id) => void seen.delete(id),
    touchAll: () => seen.clear(),
    settle,
    open: openNow,
    async earliest(now, upTo) {
      let open = await openNow()
      let attempts = await Promise.all(open.map(nextAttempt))
      // What has gone on since, or is being tried again at this very moment, is waited for: it may make something due earlier still.
      while (!open.every((timed) => isNoted(seen, timed))) {
        await settle(now)
        open = await openNow()
        attempts = await Promise.all(open.map(nextAttempt))
      }
      const within = [...attempts.flat(), ...open.flatMap(nextTimer)].filter(({ at }) => at <= upTo)
      const [first] = within.toSorted((one, other) => one.at - other.at)
      if (first === undefined) return undefined
      const due = within.filter(({ at }) => at <= first.at).map(({ timed }) => [timed.id, timed] as const)
      return { at: first.at, due: [...new Map(due).values()] }
    },
  }
}

/** Whether its own time has passed a timer that is due: it fires within moments. */
const isAboutToFire = ({ nextDueMillis, offsetSeconds }: Timed, office: Instant, ownMillis: number): boolean =>
  nextDueMillis !== null && nextDueMillis <= office * 1000 && nextDueMillis - offsetSeconds * 1000 <= ownMillis
