import { instantText } from './clock.ts'
import type { ByHand, DeskParts } from './plan-call-back.ts'
import { signedHeaders } from './sign.ts'
import type { CallBack } from './state.ts'

const patience = 60

function bodyOf({ case: number, step, result, data, dueAt }: CallBack): string {
  return JSON.stringify({ case: number, step, result, at: instantText(dueAt), data })
}

/** Knocks with a signature that must not be believed; nothing is decided by it. */
export async function forge(
  parts: DeskParts,
  callBack: CallBack,
  { signature, times }: ByHand,
): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let time = 0; time < times; time += 1) statuses.push(await post(parts, callBack, signature))
  return statuses
}

/** Knocks each second while nobody opens, a minute long; then it is kept for the next start. */
export async function send(parts: DeskParts, callBack: CallBack, closing: AbortSignal): Promise<readonly number[]> {
  const statuses = await knock(parts, callBack, closing)
  const complete = statuses.length === callBack.times
  const forgotten = parts.state.callBacks.get(callBack.id) === undefined
  if (!forgotten && (complete || !closing.aborted)) {
    parts.state.callBacks.put(callBack.id, { ...callBack, statuses, state: complete ? 'sent' : 'parked' })
  }
  return statuses
}

async function knock(parts: DeskParts, callBack: CallBack, closing: AbortSignal): Promise<number[]> {
  const statuses: number[] = []
  for (let tries = 0; statuses.length < callBack.times && tries < patience && !closing.aborted; ) {
    const status = await post(parts, callBack, 'right')
    if (answered(status)) statuses.push(status)
    else {
      tries += 1
      await pause(parts.retryMillis, closing)
    }
  }
  return statuses
}

function answered(status: number): boolean {
  return status !== 0 && status !== 429 && status < 500
}

/** The status of one knock; 0 when nobody was there. */
async function post(parts: DeskParts, callBack: CallBack, signature: ByHand['signature']): Promise<number> {
  const body = bodyOf(callBack)
  const secret = parts.secrets[callBack.system] ?? ''
  try {
    const answer = await fetch(parts.callBackUrl(callBack.system), {
      method: 'POST',
      headers: signedHeaders({ id: callBack.id, secret, body, signature }),
      body,
      signal: AbortSignal.timeout(30_000),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

function pause(millis: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = (): void => {
      clearTimeout(timer)
      closing.removeEventListener('abort', ended)
      resolve()
    }
    const timer = setTimeout(ended, millis)
    closing.addEventListener('abort', ended)
  })
}
