import type { CallBackDesk } from './call-back-desk.ts'
import type { OfficeClock } from './clock.ts'

/** Lets call-backs fall due: by themselves as time passes, or all on the way when time is moved. */
export interface Timekeeper {
  /** Looks again at what is due next; called whenever that may have changed. */
  readonly wake: () => void
  /** Moves office time forward; each call-back due by then is made at its own instant. Answers at rest. */
  readonly moveTo: (to: number, hold: boolean) => Promise<void>
  readonly close: () => void
}

const longestTimer = 60_000

export function createTimekeeper(clock: OfficeClock, desk: CallBackDesk): Timekeeper {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let last: Promise<void> = Promise.resolve()

  /** One after the other: two movers never make the same call-back. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work)
    return last
  }

  const makeDue = async (until: () => number, meet: (instant: number) => void): Promise<void> => {
    for (let due = desk.next(); due && due.dueAt <= until() && !closed; due = desk.next()) {
      meet(due.dueAt)
      await desk.deliver(due)
    }
  }

  const wake = (): void => {
    clearTimeout(timer)
    const due = desk.next()
    if (closed || !due) return
    const millis = due.dueAt - clock.now()
    if (clock.held() && millis > 0) return
    timer = setTimeout(
      () => void inTurn(() => makeDue(clock.now, () => undefined)).finally(wake),
      Math.min(Math.max(millis, 0), longestTimer),
    )
  }

  return {
    wake,
    moveTo: (to, hold) =>
      inTurn(async () => {
        const end = Math.max(to, clock.now())
        await makeDue(
          () => end,
          (instant) => clock.holdAt(Math.max(instant, clock.now())),
        )
        if (hold) clock.holdAt(end)
        else clock.runFrom(end)
      }).finally(wake),
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
