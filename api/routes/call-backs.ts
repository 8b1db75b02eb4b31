import { verifyCallBack } from '../../activities/outside/call-back.ts'
import { callsBack } from '../../activities/outside/call-back-schemas.ts'
import { type OutsideSystem, outsideSystems } from '../../activities/outside/names.ts'
import type { ApiParts } from '../api-parts.ts'
import { takeCallBack } from '../commands/take-call-back.ts'
import { callBackOperation } from '../contracts/public.ts'
import type { Reply, Serve } from './serve.ts'

const isSystem = (name: string): name is OutsideSystem => outsideSystems.some((system) => system === name)

/** The secret shared with a system; the mail server's is the sandbox's. Empty where there is none: nothing it signs is believed. */
function secretOf({ config }: ApiParts, system: string): string {
  if (system === 'mail') return config.sandboxSecret ?? ''
  return isSystem(system) ? config.outside[system].secret : ''
}

/** Call-backs of outside systems: nothing of one is believed before its signature. */
export function callBackRoutes(serve: Serve, parts: ApiParts): void {
  const { metrics, logger } = parts
  const turnAway = (system: string, why: string): Reply => {
    metrics.callBacks.inc({ system, result: why })
    logger.warn({ system, why }, 'call-back turned away')
    return { refused: why === 'body-unreadable' ? 'malformed' : why }
  }

  serve(callBackOperation, async ({ params, request }) => {
    const { system } = params
    if (!callsBack(system)) return { refused: 'not-found' }
    const rawBody: unknown = request.body
    const verified = verifyCallBack({
      secret: secretOf(parts, system),
      headers: request.headers,
      rawBody: rawBody instanceof Uint8Array ? rawBody : '',
      // Machine time: how old a signature is has nothing to do with the centre's calendar.
      nowMillis: Date.now(),
    })
    if ('refused' in verified) return turnAway(system, verified.refused)
    const taken = await takeCallBack(parts, { system, ...verified })
    metrics.callBacks.inc({ system, result: taken })
    if (taken === 'later') return { refused: 'unavailable' }
    return taken === 'nonsense' ? { refused: 'content-invalid' } : { status: 200, body: {} }
  })
}
