import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import type { PlanActivities, PlanIssued } from '../../activities/plans/contract.ts'
import type { Life } from './life.ts'

const patiently = proxyActivities<Pick<PlanActivities, 'issuePlan'> & Pick<Activities, 'markUndelivered'>>({
  startToCloseTimeout: '60 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds' },
})
/** 4xx or no server: tried for 24 hours with growing pauses (`domain/README.md`, Messages). */
const mail = proxyActivities<Pick<Activities, 'deliver'>>({
  startToCloseTimeout: '60 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '2 hours' },
})

/** A successor that the person made themselves shows what was changed last. */
const shownChanges = 12

/** The paper of the plan as it now is, in the place of the one before; told where the person did not change it themselves. */
export async function issue(life: Life, tell: boolean): Promise<void> {
  const { planId, record, now } = life
  const { document, untold, changes, plan, lastSeq } = record.state
  now.turn += 1
  const replaces = document?.number ?? null
  const issued = await patiently.issuePlan({
    ...{ planId, at: life.at(), key: `plan/${now.turn}`, plan, tell, replaces },
    changes: tell ? untold : changes.slice(-shownChanges),
  })
  record.append({ type: 'document-issued', data: { code: 'plan', replaces, ...issued.document } })
  if (tell) toldBy(life, { upTo: lastSeq, messages: issued.messages })
}

type Sent = { readonly upTo: number; readonly messages: PlanIssued['messages'] }

function toldBy(life: Life, { upTo, messages }: Sent): void {
  life.record.append({ type: 'told', data: { upTo, messages: messages.map(({ id }) => id) } })
  for (const { id, state } of messages) if (state === 'queued') void keepTrying(life, id)
}

async function keepTrying({ now }: Life, messageId: string): Promise<void> {
  now.mails += 1
  try {
    await mail.deliver({ messageId })
  } catch {
    // 24 hours are over: the page tells it all the same.
    await patiently.markUndelivered({ messageId, state: 'failed' })
  } finally {
    now.mails -= 1
  }
}
