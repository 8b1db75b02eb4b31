import type { Request } from 'express'
import { verifyCallBack } from '../../activities/outside/call-back.ts'
import { callsBack } from '../../activities/outside/call-back-schemas.ts'
import { type OutsideSystem, outsideSystems } from '../../activities/outside/names.ts'
import type { ApiParts } from '../api-parts.ts'
import { type CallBackTaken, takeCallBack } from '../commands/take-call-back.ts'
import { callBackOperation } from '../contracts/public.ts'
import type { Reply, Serve } from './serve.ts'

const isSystem = (name: string): name is OutsideSystem => outsideSystems.some((system) => system === name)

/** The secret shared with a system; the mail server's is the sandbox's. Empty where there is none: nothing it signs is believed. */
function secretOf({ config }: ApiParts, system: string): string {
  if (system === 'mail') return config.sandboxSecret ?? ''
  return isSystem(system) ? config.outside[system].secret : ''
}

const answers: Readonly<Record<CallBackTaken, Reply>> = {
  taken: { status: 200, body: {} },
  known: { status: 200, body: {} },
  nonsense: { refused: 'content-invalid' },
  later: { refused: 'unavailable' },
}

function verify(parts: ApiParts, system: string, { body, headers }: Request) {
  const rawBody: unknown = body
  return verifyCallBack({
    secret: secretOf(parts, system),
    headers,
    rawBody: rawBody instanceof Uint8Array ? rawBody : '',
    // Machine time: how old a signature is has nothing to do with the centre's calendar.
    nowMillis: Date.now(),
  })
}

/** Call-backs of outside systems: nothing of one is believed before its signature. */
export function callBackRoutes(serve: Serve, parts: ApiParts): void {
  const { metrics, logger } = parts

  serve(callBackOperation, async ({ params, request }) => {
    const { system } = params
    if (!callsBack(system)) return { refused: 'not-found' }
    const verified = verify(parts, system, request)
    if ('refused' in verified) {
      metrics.callBacks.inc({ system, result: verified.refused })
      logger.warn({ system, why: verified.refused }, 'call-back turned away')
      return { refused: verified.refused === 'body-unreadable' ? 'malformed' : verified.refused }
    }
    const taken = await takeCallBack(parts, { system, ...verified })
    metrics.callBacks.inc({ system, result: taken })
    return answers[taken]
  })
}
