import { code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { type Instant, instantOf, parseInstant } from '../../domain/time/local-date.ts'
import type { Act } from '../kit/index.ts'
import { type Application, giveUp, prolongHold } from './apartments.ts'

const registryStep = 'ask-registry'

/** Received: the receipt goes out and the registry is asked; whatever is held from now on is given up when the case is abandoned. */
export async function filed(application: Application): Promise<void> {
  application.stage('eligibility', 'centre', 'received')
  application.ifAbandoned(() => giveUp(application, 'withdraw'))
  application.offer('doubt', () => application.learn({ doubted: true }))
  application.alongside(() => employer(application))
  await application.issue('filing-receipt', { tell: 'received' })
}

/** The registry answers, or does not: then an officer sees "not answered yet". */
async function employer(application: Application): Promise<void> {
  const asked = await application.steps.ask(registryStep)
  const { state, district }: Facts = 'answer' in asked ? asked.answer : {}
  application.learn({ employerState: state ?? null, employerDistrict: district ?? null, registryAsked: true })
}

/** Until the deadline everything can be changed, and the last state counts; in that very second it is too late. */
export async function untilClosed(application: Application): Promise<Instant> {
  const closesAt = closingOf(application)
  application.offer('change', (act) => changed(application, act), {
    until: closesAt,
    admit: ({ at, touched }) => {
      if ((parseInstant(at) ?? closesAt) >= closesAt) return refuse('round-closed')
      return touched.includes('roundCode') ? refuse('not-open') : undefined
    },
  })
  await application.until(closesAt)
  application.noLonger('change')
  return closesAt
}

/** @throws Error for an application of no round: a defect. */
function closingOf({ facts: { closesAt } }: Application): Instant {
  const instant = closesAt === undefined ? undefined : parseInstant(closesAt)
  if (instant === undefined) throw new Error('an application of no round')
  return instant
}

/** Another employer is asked about anew. */
async function changed(application: Application, { touched }: Act): Promise<void> {
  if (touched.some((path) => path.startsWith('employer'))) await askAnew(application)
}

export async function askAnew(application: Application): Promise<void> {
  application.learn({ employerState: null, employerDistrict: null, registryAsked: false })
  application.steps.anew(registryStep)
  await employer(application)
}

/** Ten minutes (A): as long as the registry is tried again. */
const registrySeconds = 600

/** Chosen at once: it is decided as soon as the registry has answered, or gives up; the officer may prolong the hold once. */
export async function untilRegistryAnswers(application: Application): Promise<Instant> {
  const received = parseInstant(application.receivedAt) ?? application.now
  application.offer('prolong-hold', () => prolonged(application))
  const patience = instantOf(application.now + registrySeconds)
  await application.until(patience, () => application.facts['registryAsked'] === true)
  return received
}

async function prolonged(application: Application): Promise<void> {
  application.noLonger('prolong-hold')
  const until = await prolongHold(application)
  if (until !== null) application.learn({ heldUntil: code(until) })
}
