import { ApplicationFailure } from '@temporalio/common'
import { allHandlersFinished, condition, continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow'
import type { RoundActivities, RoundOutcome, RoundRequest } from '../../activities/rounds/contract.ts'
import type { Code } from '../../domain/case/codes.ts'
import { admitRoundAct, isOver, type RoundStanding } from '../../domain/kinds/apartment-allocation/round.ts'
import { formatInstant, type Instant, parseInstant } from '../../domain/time/local-date.ts'
import { unlessFailed } from '../kit/cause.ts'
import { type RoundActRequest, roundAct, stirred } from '../kit/messages.ts'
import { createOfficeTime } from '../kit/record.ts'
import { unless } from '../kit/refused.ts'

const light = proxyActivities<RoundActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})
/** Twenty thousand applications take a while. */
const heavy = proxyActivities<RoundActivities>({
  startToCloseTimeout: '15 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
})
const telling = proxyActivities<RoundActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})

/** Where its cases are being told: the last one told, and the instant since which there is something to tell. */
type Telling = { readonly after: string; readonly at: string }

/** What a round is started with; a later run goes on from where the one before was. */
export type RoundInput = {
  readonly round: Code
  readonly opensAt: string
  readonly offsetSeconds: number
  readonly standing: RoundStanding
  /** How many acts there were. */
  readonly turn: number
  readonly telling: Telling | null
}

/** After so many Updates a run is long enough. */
const mostUpdates = 1000

/** One round: opened by two, sealed, drawn by two in public, offered until it is closed. Its list lies in PostgreSQL; it never carries it. */
export async function apartmentRound(input: RoundInput): Promise<void> {
  await unlessFailed(live(createRound(input)))
}

async function live(round: ReturnType<typeof createRound>): Promise<void> {
  for (;;) {
    await round.untilSomethingToDo()
    if (round.isToBeginAnew()) return await round.beginAnew()
    if (round.isDone()) return await condition(allHandlersFinished)
    await round.doNext()
  }
}

type Said = Pick<RoundRequest, 'by' | 'data'>

const opensAtOf = ({ opensAt }: RoundInput): Instant => {
  const instant = parseInstant(opensAt)
  if (instant === undefined) throw new Error('a round without a beginning')
  return instant
}

function createRound(input: RoundInput) {
  const { round } = input
  const time = createOfficeTime(input.offsetSeconds)
  const opensAt = opensAtOf(input)
  const now = { standing: input.standing, turn: input.turn, telling: input.telling, updates: 0, acting: 0 }
  let toSettle: Instant | undefined
  let inTurn: Promise<unknown> = Promise.resolve()

  const isToOpen = (): boolean => now.standing.state === 'planned' && now.standing.openedBy !== null
  const isDrawn = (): boolean => now.standing.state === 'drawn'
  const tell = (at: Instant): void => {
    now.telling = { after: '', at: formatInstant(at) }
  }

  /** Acts are done one after the other; each counts. */
  async function act(what: RoundRequest['act'], said: Said, at: Instant): Promise<RoundOutcome> {
    const mine = inTurn.then(async () => {
      const request = { round, act: what, ...said, at: formatInstant(at), turn: now.turn + 1 }
      const outcome = await heavy.carryOut(request)
      if ('refused' in outcome) return outcome
      now.turn += 1
      now.standing = outcome.standing
      followUp(what, at)
      return outcome
    })
    inTurn = mine.catch(() => undefined)
    return await mine
  }

  /** Whoever is concerned is told, and what became free goes on to the next. */
  function followUp(what: RoundRequest['act'], at: Instant): void {
    if (what === 'drop') toSettle = at
    if (what === 'confirm-draw' || what === 'redraw' || what === 'close' || what === 'cancel') tell(at)
  }

  setHandler(
    roundAct,
    async ({ act: what, by, data, at }: RoundActRequest) => {
      const instant = parseInstant(at) ?? time.now()
      time.takeIn(instant)
      now.updates += 1
      now.acting += 1
      try {
        const outcome = await act(what, { by, data }, instant)
        if ('refused' in outcome) throw ApplicationFailure.nonRetryable(outcome.refused, 'Refusal')
        return { state: now.standing.state }
      } finally {
        now.acting -= 1
      }
    },
    { validator: ({ act: what, by }) => unless(admitRoundAct(now.standing, { act: what, by })) },
  )

  setHandler(stirred, ({ at }) => {
    const instant = parseInstant(at) ?? time.now()
    time.takeIn(instant)
    toSettle = instant
  })

  async function settle(at: Instant): Promise<void> {
    toSettle = undefined
    await light.settleRound({ round, at: formatInstant(at) })
    // Also who asked while something was unsettled; whoever has looked by then is not told again.
    tell(at)
  }

  async function tellNext({ after, at }: Telling): Promise<void> {
    const last = await telling.tellPage({ round, after, at })
    if (now.telling?.at === at && now.telling.after === after) now.telling = last === null ? null : { after: last, at }
  }

  const nobody: Said = { by: null, data: null }

  /** Published at once, everybody told, and from then on offered. */
  async function publish(): Promise<void> {
    while (now.telling !== null) await tellNext(now.telling)
    await heavy.issueDrawRecord({ round, at: formatInstant(time.now()) })
    await act('told', nobody, time.now())
  }

  const something = (): boolean =>
    toSettle !== undefined || now.telling !== null || isDrawn() || isOver(now.standing.state) || isLong()
  const isLong = (): boolean => now.updates >= mostUpdates

  return {
    async untilSomethingToDo(): Promise<void> {
      while (!something()) {
        if (!isToOpen()) await condition(() => something() || isToOpen())
        else if (!(await condition(something, time.millisUntil(opensAt)))) await act('opened', nobody, opensAt)
      }
    },
    isDone: () => isOver(now.standing.state) && now.telling === null && toSettle === undefined,
    /** Between two pages, with nothing under way. */
    isToBeginAnew: () => isLong() && now.acting === 0 && toSettle === undefined && !isDrawn(),
    async beginAnew(): Promise<void> {
      await condition(allHandlersFinished)
      const { standing, turn } = now
      await continueAsNew<typeof apartmentRound>({ ...input, standing, turn, telling: now.telling })
    },
    async doNext(): Promise<void> {
      if (isDrawn()) return await publish()
      if (toSettle !== undefined) return await settle(toSettle)
      if (now.telling !== null) return await tellNext(now.telling)
      // Acts that are under way end first.
      if (now.acting > 0) await condition(() => now.acting === 0)
    },
  }
}
