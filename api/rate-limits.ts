import type { RequestHandler } from 'express'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Parts } from './parts.ts'
import { sendProblem } from './problems.ts'
import { languageOf } from './routes/language.ts'
import { callerOf } from './sign-in.ts'

/** Requests that one address or account may make, in machine time. */
const general = { points: 30_000, duration: 60 }
/** Wrong passwords and codes for one address from one place. */
const failures = { points: 10, duration: 600, blockDuration: 600 }
/** Codes that may be asked for one address. */
const codes = { points: 5, duration: 3600 }

export function createRateLimits() {
  return {
    general: new RateLimiterMemory(general),
    failures: new RateLimiterMemory(failures),
    codes: new RateLimiterMemory(codes),
  }
}

export type RateLimits = ReturnType<typeof createRateLimits>

/** Whether somebody has used up what a limit gives; with `points` it is used at once. */
export async function isLimited(limiter: RateLimiterMemory, key: string, points = 0): Promise<boolean> {
  if (points > 0)
    return await limiter.consume(key, points).then(
      () => false,
      () => true,
    )
  const used = await limiter.get(key)
  return used !== null && used.remainingPoints <= 0
}

const waitOf = (limited: RateLimiterRes): string => String(Math.max(1, Math.ceil(limited.msBeforeNext / 1000)))

/** Lets nobody keep everybody else from being served. */
export const limitRequests =
  ({ general }: RateLimits, parts: Pick<Parts, 'translator' | 'config'>): RequestHandler =>
  async (request, response, next) => {
    const key = callerOf(request)?.accountId ?? request.ip ?? ''
    const limited = await general.consume(key).then(
      () => undefined,
      (rejected: RateLimiterRes) => rejected,
    )
    if (limited === undefined) return next()
    response.set('Retry-After', waitOf(limited))
    const { translator, config } = parts
    sendProblem(
      response,
      { refused: 'rate-limited' },
      { translator, publicUrl: config.publicUrl, language: languageOf(request) },
    )
  }
