import { type Code, code, type PersonId } from '../../domain/case/codes.ts'
import { admitCorrections } from '../../domain/case/corrections.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { apartmentAllocation as definition } from '../../domain/kinds/apartment-allocation/definition.ts'
import { sealingWorkingDays } from '../../domain/kinds/apartment-allocation/rules.ts'
import { type Instant, localDateOf } from '../../domain/time/local-date.ts'
import type { Act, Clock, Decision } from '../kit/index.ts'
import { type Application, enterInRound } from './apartments.ts'
import { askAnew } from './filing.ts'

/** Decided as of an instant: the deadline of the round, or receipt. Undefined when eligible, else how the case ends. */
export async function untilEligible(application: Application, asOf: Instant): Promise<Closing | undefined> {
  const clock = application.clock('eligibility', { from: asOf })
  await judged(application, asOf)
  if (!isStraight(application)) return await checked(application, asOf, clock)
  clock.met()
  return await eligible(application, asOf)
}

/** An officer decides, as often as there are corrections. */
async function checked(application: Application, asOf: Instant, clock: Clock): Promise<Closing | undefined> {
  const check = await application.signOff('check-eligibility', { toward: [clock] })
  clock.met(check.at)
  if (check.outcome === 'eligible') return await eligible(application, asOf)
  const answer = check.outcome === 'incomplete' ? await corrected(application, check, asOf) : undefined
  if (answer === undefined) return await contested(application, check, asOf)
  const again = application.clock('eligibility', { from: answer.at })
  await judged(application, asOf)
  return await checked(application, asOf, again)
}

const judged = async (application: Application, asOf: Instant): Promise<void> =>
  application.learn(await application.beside('eligibility', { on: localDateOf(asOf) }))

/** Every condition holds by form and registry, and nobody has to look (A). */
const isStraight = (application: Application): boolean => {
  const { isEligible, accessible, doubted } = application.facts
  return isEligible === true && !accessible && doubted !== true && !application.isAsked('suspected-duplicate')
}

/** It is decided: nobody doubts it any more, and no hold needs to be prolonged. */
function notInDoubt(application: Application): void {
  for (const action of ['doubt', 'prolong-hold']) application.noLonger(action)
}

/** Accepted: in the list of the round, and told. */
async function eligible(application: Application, asOf: Instant): Promise<undefined> {
  notInDoubt(application)
  if (application.track === 'round') await enterInRound(application, localDateOf(asOf))
  application.stage('eligibility', 'centre', 'accepted')
  application.learn({ acceptedOn: localDateOf(application.now) })
  await application.issue('acceptance-receipt', { tell: 'accepted' })
}

/** Everything that is missing is said at once; the answer may come until the round is to be sealed. */
async function corrected(application: Application, check: Decision, asOf: Instant): Promise<Act | undefined> {
  const { reasons, note, at } = check
  application.stage('eligibility', 'applicant', 'in-correction')
  application.happened({ type: 'corrections-asked', data: { reasons, note } })
  const correction = application.clock('correction', { from: at, ...sealingCap(application, asOf) })
  await application.tell('corrections-needed', { reasons, note, data: { clock: code('correction') } })
  const answer = await application.action('supply-corrections', {
    within: correction,
    admit: ({ touched }) => admitCorrections(definition, reasons, touched),
  })
  application.stage('eligibility', 'centre', 'received')
  if (answer === undefined) return undefined
  correction.met(answer.at)
  application.happened({ type: 'corrections-supplied', data: { touched: answer.touched.map(code) } })
  if (answer.touched.some((path) => path.startsWith('employer'))) await askAnew(application)
  return answer
}

/** A round is sealed when five working days for deciding and three for objections are over (A). */
const sealingCap = (application: Application, asOf: Instant): { readonly cap?: Instant } =>
  application.track === 'round' ? { cap: application.endOfWorkingDays(sealingWorkingDays, asOf) } : {}

/** Not eligible: told why; an objection is judged by another officer, silence is refusal. */
async function contested(application: Application, check: Decision, asOf: Instant): Promise<Closing | undefined> {
  const { reasons, note } = check
  notInDoubt(application)
  application.stage('eligibility', 'applicant')
  const objection = application.clock('objection')
  await application.tell('not-eligible', { reasons, note, data: { clock: code('objection') } })
  const object = await application.action('object', { within: objection })
  if (object === undefined) return await refused(application, reasons, [check.by])
  objection.met(object.at)
  application.stage('eligibility', 'centre')
  const decision = await application.signOff('decide-objection', { notBy: check.persons })
  if (decision.outcome === 'founded') return await eligible(application, asOf)
  return await refused(application, reasons, [check.by, decision.by])
}

async function refused(application: Application, reasons: readonly Code[], by: readonly PersonId[]): Promise<Closing> {
  await application.undo()
  const tasks = ['check-eligibility', 'decide-objection']
  const signedBy = by.map((person, index) => ({ task: tasks[index] ?? 'check-eligibility', by: person }))
  await application.issue('refusal-notice', { tell: 'refused', reasons, signedBy })
  return closedAs('refused', reasons)
}
