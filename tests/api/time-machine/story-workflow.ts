import { ActivityFailure, condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow'
import { caseId, code } from '../../../domain/case/codes.ts'
import { formatInstant, parseInstant } from '../../../domain/time/local-date.ts'
import { createAgenda } from '../../../workflows/kit/agenda.ts'
import { CaseRecord } from '../../../workflows/kit/record.ts'

/** A step outside that may fail for a while. */
export type StoryActivities = { askBureau(id: string): Promise<void> }

export type Story = {
  readonly caseId: string
  readonly offsetSeconds: number
  /** Office instants at which it reminds somebody. */
  readonly at: readonly string[]
  /** Asks a system outside after the last of them. */
  readonly asks: boolean
}

export const told = defineSignal<[{ readonly at: string }]>('told')

const bureau = proxyActivities<StoryActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', maximumAttempts: 15 },
})

/** A case reduced to its time: timers, a step that is tried again, a call-back. */
export async function story({ caseId: id, offsetSeconds, at, asks }: Story): Promise<void> {
  const record = new CaseRecord(caseId(id), offsetSeconds)
  const agenda = createAgenda(record)
  const heard = { once: false }
  setHandler(told, ({ at: when }) => {
    const instant = parseInstant(when)
    if (instant !== undefined) record.takeIn(instant)
    record.append({ type: 'reminded', data: { what: 'told' } })
    heard.once = true
  })
  void record.carry()
  const now = formatInstant(record.now())
  record.append({
    type: 'drafted',
    data: { number: id, kind: 'work-permit', track: 'new', channel: now, basedOn: null, tables: [] },
  })
  for (const instant of at) {
    await agenda.wait(parseInstant(instant) ?? null, () => false)
    record.append({ type: 'reminded', data: { what: 'timer' } })
  }
  if (asks) await ask(id, record)
  await condition(() => heard.once)
  record.append({ type: 'closed', data: { outcome: 'granted', reasons: [] } })
  await record.emptied()
}

async function ask(id: string, record: CaseRecord): Promise<void> {
  try {
    await bureau.askBureau(id)
    record.append({ type: 'step-answered', data: { system: 'bureau', step: 'bureau', answer: {} } })
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure
    record.append({ type: 'step-stuck', data: { id, system: 'bureau', step: 'bureau', cause: code('Unavailable') } })
  }
}
