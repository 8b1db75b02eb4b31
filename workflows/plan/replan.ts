import { proxyActivities } from '@temporalio/workflow'
import type { PlanActivities } from '../../activities/plans/contract.ts'
import { comparePlans } from '../../domain/plan/compare-plans.ts'
import type { Planned } from '../../domain/plan/make-plan.ts'
import { askStore } from '../kit/ask-store.ts'
import type { Life } from './life.ts'

const store = askStore<Pick<PlanActivities, 'lookAtMatters'>>({ millis: 3000 })
/** The register only helps: who does not answer soon is asked again tomorrow. */
const register = proxyActivities<Pick<PlanActivities, 'askRegister'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '2 seconds', maximumAttempts: 3 },
})

/** Works the plan out anew from its cases as they stand. */
export async function look(life: Life): Promise<void> {
  const { planId, record, now } = life
  now.toLook = false
  const { wanted } = now
  const isRegistered = record.state.registered.answer === true
  const request = { planId, at: life.at(), matters: life.cases(), isRegistered }
  const planned = await store((of) => of.lookAtMatters(request))
  // Withdrawn meanwhile, it is planned no more.
  if (!life.isDone()) replan(life, planned)
  now.looked = wanted
}

function replan(life: Life, planned: Planned): void {
  const { record, now } = life
  const before = record.state.plan
  const isFirst = before.pace === 0
  const changes = isFirst ? [] : comparePlans(before, planned)
  if (JSON.stringify(before) !== JSON.stringify(planned))
    record.append({ type: 'replanned', data: { plan: planned, changes, asked: now.asked } })
  if (isAllClosed(life)) record.append({ type: 'done', data: { why: 'all-closed' } })
}

/** Whoever took the last open matter out of it has a plan that is done. */
function isAllClosed({ record }: Life): boolean {
  const { matters, plan } = record.state
  return matters.every((chosen) => plan.matters.find((each) => each.case === chosen.case)?.state === 'closed')
}

/** Asks whether the stay is registered; nobody's answer is waited for, the plan holds with what is known. */
export async function ask(life: Life): Promise<void> {
  const { planId, record, now } = life
  now.toAsk = false
  now.turn += 1
  const told = await register
    .askRegister({ planId, at: life.at(), matters: life.cases(), turn: now.turn })
    .catch(() => ({ registered: null, since: null }))
  const { answer } = record.state.registered
  if (told.registered === null || told.registered === answer || life.isDone()) return
  record.append({ type: 'register-answered', data: told })
  now.toLook = true
}
