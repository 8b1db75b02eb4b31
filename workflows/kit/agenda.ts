import { CancellationScope, condition } from '@temporalio/workflow'
import { type Instant, instantOf } from '../../domain/time/local-date.ts'
import type { CaseRecord } from './record.ts'

/** What a case will do by itself and when: every timer of the kit is entered here, so that its next one is known outside. */
export type Agenda = {
  /** Waits until an instant of office time, or until `sooner` holds; true if `sooner` came first. */
  wait(until: Instant | null, sooner: () => boolean): Promise<boolean>
  /** Waits some seconds of the workflow's own time; nothing that people see happens at its end. */
  pause(seconds: number, sooner: () => boolean): Promise<boolean>
}

export function createAgenda(record: CaseRecord): Agenda {
  const entries = new Map<number, Instant>()
  let last = 0
  const tell = () => record.due(entries.size === 0 ? null : instantOf(Math.min(...entries.values())))

  /** What follows counts by the instant that was waited for, however late a busy worker comes to it. */
  const reached = (until: Instant, isSooner: boolean): boolean => {
    if (!isSooner) record.takeIn(until)
    return isSooner
  }

  return {
    async wait(until, sooner) {
      if (sooner()) return true
      if (until === null) {
        await condition(sooner)
        return true
      }
      const millis = record.millisUntil(until)
      if (millis === 0) return false
      last += 1
      const entry = last
      entries.set(entry, until)
      tell()
      try {
        return reached(until, await condition(sooner, millis))
      } finally {
        entries.delete(entry)
        tell()
      }
    },
    pause: (seconds, sooner) => condition(sooner, seconds * 1000),
  }
}

/** Runs what must go on although the case is being abandoned. */
export const regardless = <Result>(work: () => Promise<Result>): Promise<Result> =>
  CancellationScope.nonCancellable(work)
