import type { Client } from '@temporalio/client'
import type { Instant } from '../../domain/time/local-date.ts'
import type { Prisma } from '../../prisma/client.ts'
import { alone, type Timed } from '../../prisma/timed.ts'
import { fastForward } from '../../temporal/fast-forward.ts'
import { standingOf } from './own-time.ts'

/** Moves workflows' own times; one mover at a time for each, in whatever process. */
export type CaseTime = {
  /** Brings a workflow to an instant of office time; one that is there already, or closed, is left alone. */
  bringTo(timed: Pick<Timed, 'id' | 'offsetSeconds'>, office: Instant): Promise<void>
}

/** A timer at the target itself has to be passed, not met. */
const pastMillis = 2

export function createCaseTime(parts: { readonly client: Client; readonly prisma: Prisma }): CaseTime {
  const { client, prisma } = parts
  const queues = new Map<string, Promise<void>>()

  /** Milliseconds by which the workflow's own time is behind. */
  const lag = async ({ id, offsetSeconds }: Pick<Timed, 'id' | 'offsetSeconds'>, office: Instant): Promise<number> => {
    const standing = await standingOf(client, id)
    return standing.how === 'closed' ? 0 : (office - offsetSeconds) * 1000 - standing.ownMillis
  }

  const bring = async (timed: Pick<Timed, 'id' | 'offsetSeconds'>, office: Instant): Promise<void> => {
    if ((await lag(timed, office)) <= 0) return
    await alone(prisma, `time/${timed.id}`, async () => {
      const millis = await lag(timed, office)
      if (millis > 0) await fastForward(client, timed.id, (millis + pastMillis) / 1000)
    })
  }

  return {
    bringTo: (timed, office) => {
      const turn = (queues.get(timed.id) ?? Promise.resolve()).catch(() => undefined).then(() => bring(timed, office))
      queues.set(timed.id, turn)
      const clear = () => {
        if (queues.get(timed.id) === turn) queues.delete(timed.id)
      }
      turn.then(clear, clear)
      return turn
    },
  }
}
