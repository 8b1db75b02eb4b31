import type { Instant } from '../../domain/time/local-date.ts'
import type { Prisma } from '../../prisma/client.ts'
import { alone, type Timed } from '../../prisma/timed.ts'
import type { TemporalClient } from '../../temporal/cases.ts'
import { fastForward } from '../../temporal/fast-forward.ts'
import { standingOf } from '../../temporal/own-time.ts'

/** Moves workflows' own times; one mover at a time for each, in whatever process. */
export type CaseTime = {
  /**
   * Brings a workflow to an instant of office time, never past it; one that is there already, or closed, is left alone. A
   * timer of that very instant fires within moments.
   */
  bringTo(timed: Movable, office: Instant): Promise<void>
}

type Movable = Pick<Timed, 'id' | 'offsetSeconds'>

export function createCaseTime(parts: { readonly client: TemporalClient; readonly prisma: Prisma }): CaseTime {
  const { client, prisma } = parts
  const queues = new Map<string, Promise<void>>()

  /** Milliseconds by which the workflow's own time is behind. */
  const lag = async ({ id, offsetSeconds }: Movable, office: Instant): Promise<number> => {
    const standing = await standingOf(client, id)
    return standing.how === 'closed' ? 0 : (office - offsetSeconds) * 1000 - standing.ownMillis
  }

  const bring = async (timed: Movable, office: Instant): Promise<void> => {
    if ((await lag(timed, office)) <= 0) return
    await alone(prisma, `time/${timed.id}`, async () => {
      const millis = await lag(timed, office)
      if (millis > 0) await fastForward(client, timed.id, millis / 1000)
    })
  }

  /** One after the other: two that look at the same lag would make up for it twice. */
  const inTurn = (id: string, work: () => Promise<void>): Promise<void> => {
    const turn = (queues.get(id) ?? Promise.resolve()).catch(() => undefined).then(work)
    queues.set(id, turn)
    const clear = () => {
      if (queues.get(id) === turn) queues.delete(id)
    }
    turn.then(clear, clear)
    return turn
  }

  return {
    bringTo: (timed, office) => inTurn(timed.id, () => bring(timed, office)),
  }
}
