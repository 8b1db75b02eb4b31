import { code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { accommodationRegistration as definition } from '../../domain/kinds/accommodation-registration/definition.ts'
import { nextLookUp, type StayFacts, type Stays } from '../../domain/kinds/accommodation-registration/rules.ts'
import {
  addDays,
  at,
  formatInstant,
  type Instant,
  type LocalDate,
  parseInstant,
  startOfDay,
} from '../../domain/time/local-date.ts'
import { nothingOutlivesClosing } from '../kit/change.ts'
import { type Case, type Clock, caseWorkflow } from '../kit/index.ts'

/** Days before its end at which a stay is called to mind, and a shorter one never is (A). */
const reminderDays = 10

type Stay = Case<StayFacts>

/** What the register knows: the stay, since when, on which slip. */
type Registered = { readonly since: Instant; readonly slipNumber: string }

/** Accommodation registration: known to the police within 24 hours of arriving (EEL 39; `domain/accommodation-registration.md`). */
export const accommodationRegistration = caseWorkflow<StayFacts>(definition, async (application) => {
  const onBehalf = application.track === 'on-behalf'
  application.stage(onBehalf ? 'posting' : 'hand-over', onBehalf ? 'external' : 'applicant', 'received')
  const { arrivedAt, stayUntil } = application.facts
  const arrived = parseInstant(String(arrivedAt)) ?? application.now
  await application.issue('filing-receipt', { tell: 'received' })
  const registration = application.clock('registration', { from: arrived })
  if (stayUntil !== undefined) remindOfItsEnd(application, stayUntil)
  const registered = onBehalf ? await posted(application) : await declared(application, registration)
  return registered === undefined
    ? await missing(application, registration)
    : await known(application, registration, registered)
})

/** Ten days before a stay ends its person is reminded, though the case has long been closed by then; of less nobody is reminded. */
function remindOfItsEnd(application: Stay, stayUntil: LocalDate): void {
  if (!nothingOutlivesClosing()) {
    application.clock('stay-ends', { from: startOfDay(stayUntil) })
    return
  }
  const lastDayOver = startOfDay(addDays(stayUntil, 1 - reminderDays))
  if (lastDayOver <= application.now) return
  const clock = application.clock('stay-ends', { from: startOfDay(stayUntil) })
  application.afterClosing(clock, () => reminded(application, clock))
}

async function reminded(application: Stay, clock: Clock): Promise<void> {
  const { dueOn } = clock
  if (dueOn !== null) await application.until(at(dueOn, '09:00'))
  await application.tell('stay-ends')
  clock.met()
}

/** With authority and the host's consent we post it ourselves; when that gives up, people do, or the police station's counter. */
async function posted(application: Stay): Promise<Registered | undefined> {
  const asked = await application.steps.ask('post')
  return asked.how === 'answered' ? readStay(asked.answer) : undefined
}

/** One click hands over what was typed; the person finishes in the official system, and we ask it until it knows the stay. */
async function declared(application: Stay, registration: Clock): Promise<Registered | undefined> {
  const dueAt = registration.result().dueAt ?? application.now
  const receivedAt = parseInstant(application.receivedAt) ?? application.now
  const clicks: Instant[] = []
  application.offer('hand-over', ({ at }) => {
    clicks.push(at)
    application.noLonger('hand-over')
  })
  const registered = await askedUntil(application, { dueAt, receivedAt, click: null }, clicks)
  if (registered !== 'clicked') return registered
  application.stage('waiting', 'applicant')
  await application.steps.ask('hand-over')
  const known = await askedUntil(application, { dueAt, receivedAt, click: clicks[0] ?? application.now }, [])
  return known === 'clicked' ? undefined : known
}

/** The register is asked at its instants until it knows the stay, the person clicks, or nobody expects it any more. */
async function askedUntil(
  application: Stay,
  stays: Stays,
  clicks: readonly Instant[],
): Promise<Registered | 'clicked' | undefined> {
  let next = nextLookUp(stays, application.now)
  while (next !== null) {
    if (await application.until(next, () => clicks.length > 0)) return 'clicked'
    const found = await lookUp(application)
    if (found !== undefined) return found
    next = nextLookUp(stays, next)
  }
  return undefined
}

async function lookUp(application: Stay): Promise<Registered | undefined> {
  const asked = await application.steps.ask('look-up')
  application.steps.anew('look-up')
  return asked.how === 'answered' ? readStay(asked.answer) : undefined
}

function readStay({ registered, since, slipNumber }: { readonly [name: string]: unknown }): Registered | undefined {
  const instant = typeof since === 'string' ? parseInstant(since) : undefined
  if (registered !== true || instant === undefined || typeof slipNumber !== 'string') return undefined
  return { since: instant, slipNumber }
}

/** Registered: the clock stops at the register's own instant, and the slip goes to the person. */
async function known(application: Stay, registration: Clock, { since, slipNumber }: Registered): Promise<Closing> {
  application.noLonger('withdraw')
  application.learn({ slipNumber: code(slipNumber) })
  registration.met(since)
  await application.issue('accommodation-slip', {
    tell: 'registered',
    prior: 'replaced',
    data: { slipNumber: code(slipNumber), since: code(formatInstant(since)) },
  })
  return closedAs('granted')
}

/** Nothing is known a day after the due instant: a person finds out. */
async function missing(application: Stay, registration: Clock): Promise<Closing> {
  await application.tell('registration-missing')
  const found = await application.signOff('registration-missing', {
    admit: ({ outcome, data }) =>
      outcome === 'registered' && data['slipNumber'] === undefined ? refuse('not-ready') : undefined,
  })
  const { slipNumber } = found.data
  if (found.outcome === 'registered' && typeof slipNumber === 'string')
    return await known(application, registration, { since: found.at, slipNumber })
  return found.outcome === 'gone' ? await application.lapse() : closedAs('redirected')
}
