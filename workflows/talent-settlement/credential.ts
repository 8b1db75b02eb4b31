import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import { type Limits, pause, resume, type Settlement } from './limits.ts'

/** What is known of the degree, and whom it holds up. */
export type Credential = {
  /** The university has answered for good. */
  readonly isAnswered: () => boolean
  /** Clocks have begun: an answer that is doubted holds them up from their beginning. */
  readonly accepted: (limits: Limits, at: Instant) => void
}

const reason = 'expert-review'

/**
 * The degree is verified abroad while other things go on. A doubtful answer stops the clocks until the second one comes
 * (ALL 45); each answer is taken in whenever it comes.
 */
export function verifyCredential(application: Settlement): Credential {
  const standing: { limits?: Limits } = {}
  application.alongside(() => answers(application, standing))
  return {
    isAnswered: () => isFinal(application.facts.credential),
    accepted: (limits, at) => {
      standing.limits = limits
      if (application.facts.credential === 'doubtful') pause(limits, reason, at)
    },
  }
}

const isFinal = (said: string | undefined): boolean => said === 'genuine' || said === 'not-found'

async function answers(application: Settlement, standing: { readonly limits?: Limits }): Promise<void> {
  await application.steps.ask('verify-credential')
  for (;;) {
    const said = await application.steps.answerTo('verify-credential')
    if ('how' in said) throw new Error('a verification cannot be given up')
    const at = parseInstant(said.at) ?? application.now
    application.learn({ credential: said.result })
    if (standing.limits !== undefined) await judged(application, standing.limits, at)
    if (isFinal(said.result)) return application.steps.settled('verify-credential')
  }
}

/** The clocks stand or go on, and whoever examines sees the conditions as they now are. */
async function judged(application: Settlement, limits: Limits, at: Instant): Promise<void> {
  if (application.facts.credential === 'doubtful') pause(limits, reason, at)
  else resume(limits, reason, at)
  await assess(application)
}

/** Each condition with its value and its source, as of the day of receipt. */
export async function assess(application: Settlement): Promise<void> {
  const receivedOn = application.receivedOn
  application.learn(await application.beside('eligibility', { receivedOn }))
}
