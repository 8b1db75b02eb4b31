import { workflowInfo } from '@temporalio/workflow'
import type { CaseId, PersonId } from '../../domain/case/codes.ts'
import type { Chosen, PlanState } from '../../domain/plan/plan-events.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { createOfficeTime } from '../kit/record.ts'
import { tellDue } from './agenda.ts'
import { createPlanRecord } from './record.ts'

/** What a plan is started with; a later run goes on from where the one before was. */
export type PlanInput = {
  readonly planId: CaseId
  readonly number: string
  readonly madeBy: PersonId
  readonly madeAt: string
  readonly matters: readonly Chosen[]
  /** Office time minus the workflow's own time, in seconds; 0 in production. */
  readonly offsetSeconds: number
  readonly carried?: { readonly state: PlanState; readonly turn: number }
}

/** A run of so many acts, or of so long a history, is long enough. */
const mostActs = 500

/** A plan as it runs: its record, its time, and what there is to do. */
export function createLife(input: PlanInput) {
  const { planId, offsetSeconds, carried } = input
  const time = createOfficeTime(offsetSeconds)
  const record = createPlanRecord({ planId, time, ...(carried && { state: carried.state }) })
  return {
    input,
    planId,
    time,
    record,
    /** What there is to do, and what is counted: `wanted` and `looked` say how far the plan has caught up with acts. */
    now: {
      toLook: false,
      toAsk: false,
      /** The person changed it themselves: its paper follows at once, and nobody need tell them. */
      asked: false,
      wanted: 0,
      looked: 0,
      acts: 0,
      mails: 0,
      turn: carried?.turn ?? 0,
    },
    at: (): string => formatInstant(time.now()),
    cases: (): readonly CaseId[] => record.state.matters.map((chosen) => chosen.case),
    isDone: (): boolean => record.state.status === 'done',
  }
}

export type Life = ReturnType<typeof createLife>

/** Something of the person's own, or something that a case did, is still to be worked in. */
const hasWork = ({ now, isDone }: Life): boolean => now.asked || (!isDone() && (now.toLook || now.toAsk))

function isTellDue({ record, time }: Life): boolean {
  const due = tellDue(record.state)
  return due !== null && due <= time.now()
}

/** Done, and everything told that is to be told. */
export const isOver = (life: Life): boolean => life.isDone() && life.record.state.untold.length === 0 && !hasWork(life)

const isLong = ({ now }: Life): boolean => now.acts >= mostActs || workflowInfo().continueAsNewSuggested

/** At rest, a long run begins anew. */
export const isToBeginAnew = (life: Life): boolean => isLong(life) && !hasWork(life) && life.now.mails === 0

export const hasSomething = (life: Life): boolean =>
  hasWork(life) || isTellDue(life) || isOver(life) || isToBeginAnew(life)
