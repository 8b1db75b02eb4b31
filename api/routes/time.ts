import { formatInstant, parseInstant } from '../../domain/time/local-date.ts'
import type { ApiParts } from '../api-parts.ts'
import { moveTimeOperation, readTimeOperation } from '../contracts/time.ts'
import type { Serve } from './serve.ts'

/** Office time, and in the sandbox moving it. Not a command that is kept: moving to where time already stands changes nothing. */
export function timeRoutes(serve: Serve, parts: ApiParts): void {
  const { officeTime, config, timeMachine } = parts
  const told = async () => {
    const { now, held } = await officeTime.read()
    return { status: 200, body: { now: formatInstant(now), held, mode: config.mode } }
  }
  serve(readTimeOperation, told)
  serve(moveTimeOperation, async ({ body }) => {
    if (timeMachine === undefined || config.mode === 'production') return { refused: 'not-yours' }
    const to = parseInstant(body.to)
    if (to === undefined) return { refused: 'field-invalid', errors: [{ pointer: '/to', code: 'field-invalid' }] }
    const moved = await timeMachine.move(to, body.hold ?? false)
    return moved === 'past' ? { refused: 'time-in-past' } : await told()
  })
}
