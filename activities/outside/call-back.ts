import { createHmac, timingSafeEqual } from 'node:crypto'
import { type CallBackBody, callBackBody } from './call-back-schemas.ts'

/** How old or how far ahead a signature may be, in machine time. */
const callBackToleranceMillis = 300_000

export interface ReceivedCallBack {
  readonly secret: string
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The bytes as they came: parsed and written again they would not be what was signed. */
  readonly rawBody: string | Uint8Array
  /** Machine time. */
  readonly nowMillis: number
}

export type CallBackRefusal = 'signature-wrong' | 'signature-stale' | 'body-unreadable'

/** Whether a call-back is from whom it says, and fresh; its `id` is to be taken once. Nothing of it is believed before. */
export function verifyCallBack(
  received: ReceivedCallBack,
): { readonly id: string; readonly body: CallBackBody } | { readonly refused: CallBackRefusal } {
  const id = header(received, 'onevisit-id')
  const stamp = header(received, 'onevisit-timestamp')
  if (id === '' || !signedBy(received, stamp)) return { refused: 'signature-wrong' }
  const age = received.nowMillis - instantOf(stamp)
  if (!(Math.abs(age) <= callBackToleranceMillis)) return { refused: 'signature-stale' }
  const body = callBackBody.safeParse(jsonOf(received.rawBody))
  return body.success ? { id, body: body.data } : { refused: 'body-unreadable' }
}

function header({ headers }: ReceivedCallBack, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function signedBy(received: ReceivedCallBack, stamp: string): boolean {
  const given = Buffer.from(header(received, 'onevisit-signature'), 'hex')
  const wanted = createHmac('sha256', received.secret).update(`${stamp}.`).update(received.rawBody).digest()
  return received.secret !== '' && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A time stamp is RFC 3339 or Unix seconds; anything else is not a number, and so never fresh. */
function instantOf(stamp: string): number {
  return /^\d{9,11}$/.test(stamp) ? Number(stamp) * 1000 : Date.parse(stamp)
}

function jsonOf(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
