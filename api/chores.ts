import { setTimeout as pause } from 'node:timers/promises'
import { foldTallies } from '../prisma/audited-clocks.ts'
import { alone } from '../prisma/timed.ts'
import { beginAbsences } from './commands/begin-absences.ts'
import { forgetCases } from './commands/forget-cases.ts'
import { tellCalendars } from './commands/tell-calendars.ts'
import type { Parts } from './parts.ts'

/** Machine time between two looks; what is due then is done once, by whichever process looks first. */
const lookMillis = 15_000

/** What the office does by itself while its time runs: absences begin, a broken-off telling of a holiday table goes on, and what need not be kept is forgotten. */
export function keepChores(parts: Parts): { stop(): Promise<void> } {
  const ending = new AbortController()
  const { prisma, officeTime, logger } = parts

  async function once(): Promise<void> {
    await alone(prisma, 'chores', async () => {
      await beginAbsences(parts, await officeTime.now())
      await tellCalendars(parts)
      await forgetCases(parts)
      await foldTallies(prisma)
    })
  }

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      // An outage of the store or the server passes: the next look does what this one could not.
      await once().catch(() => logger.warn('the chores of the office could not be done'))
      await pause(lookMillis, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    stop: async () => {
      ending.abort()
      await kept
    },
  }
}
