import { z } from 'zod'
import { formatInstant, type Instant, parseInstant } from '../../domain/time/local-date.ts'

/** The clock of the simulated outside: its next call-back, and moving it along with ours. */
export type SandboxTime = {
  /** Instant of its next call-back; null when none is coming. */
  nextCallBack(): Promise<Instant | null>
  /** Moves it forward; every call-back due on the way is made and answered before this resolves. */
  move(to: Instant, hold: boolean): Promise<void>
}

const told = z.object({ now: z.string(), nextCallBackAt: z.string().nullable() })

/** @throws when the sandbox does not answer: time is not moved without it. */
export function createSandboxTime(url: string): SandboxTime {
  const ask = async (init: RequestInit = {}) => {
    const response = await fetch(`${url}/time`, init)
    if (!response.ok) throw new Error(`the sandbox's clock answered ${response.status}`)
    return told.parse(await response.json())
  }
  return {
    nextCallBack: async () => {
      const { nextCallBackAt } = await ask()
      return nextCallBackAt === null ? null : (parseInstant(nextCallBackAt) ?? null)
    },
    move: async (to, hold) => {
      const body = JSON.stringify({ to: formatInstant(to), hold })
      await ask({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    },
  }
}
