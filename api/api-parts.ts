import type { Metrics } from './metrics.ts'
import type { Parts } from './parts.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** The parts with what the api makes of them for itself. */
export type ApiParts = Parts & {
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly metrics: Metrics
  readonly limits: RateLimits
}
