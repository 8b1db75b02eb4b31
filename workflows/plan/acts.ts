import { condition, setHandler } from '@temporalio/workflow'
import { admitPlanAct } from '../../domain/plan/admit-plan-act.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { matterChanged, type PlanActRequest, planAct } from '../kit/messages.ts'
import { unless } from '../kit/refused.ts'
import type { Life } from './life.ts'

/** What a plan takes: its owner's acts, and word that one of its cases has changed. */
export function hear(life: Life): void {
  const { time, record, now } = life
  setHandler(matterChanged, ({ at }) => {
    time.takeIn(parseInstant(at) ?? time.now())
    now.toLook = true
  })
  setHandler(
    planAct,
    async (request: PlanActRequest) => {
      time.takeIn(parseInstant(request.at) ?? time.now())
      now.acts += 1
      now.wanted += 1
      const { wanted } = now
      take(life, request)
      const seq = record.state.lastSeq
      // The next page shows the plan as it then is.
      await condition(() => now.looked >= wanted || life.isDone())
      await record.carried()
      return { seq }
    },
    {
      validator: ({ act, matters }: PlanActRequest) => {
        const cases = act === 'withdraw' ? [] : matters.map((chosen) => chosen.case)
        unless(admitPlanAct(record.state, act, cases))
      },
    },
  )
}

/** Recorded in the first breath: of two acts the second sees what the first did. */
function take({ record, now }: Life, { act, by, matters, bookings }: PlanActRequest): void {
  const cases = matters.map((chosen) => chosen.case)
  if (act === 'withdraw') {
    record.append({ type: 'withdrawn', data: { withdrawing: cases } }, by)
    record.append({ type: 'done', data: { why: 'withdrawn' } }, by)
    now.asked = false
    return
  }
  if (act === 'add-matter') record.append({ type: 'matters-added', data: { matters } }, by)
  else if (act === 'drop-matter') record.append({ type: 'matters-dropped', data: { matters: cases } }, by)
  else record.append({ type: 'visit-booked', data: { bookings } }, by)
  if (act === 'add-matter') now.toAsk = true
  now.asked = true
  now.toLook = true
}
