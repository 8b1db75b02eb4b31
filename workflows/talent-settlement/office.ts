import { code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { talentSettlement as definition } from '../../domain/kinds/talent-settlement/definition.ts'
import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import { untilComplete } from '../kit/checking.ts'
import { both, type Limits, met, pause, resume, type Settlement } from './limits.ts'

const reason = 'returned'

/** The settlement office decides on the dossier: approved, refused for good, or sent back for what is missing. */
export async function untilOfficeApproves(application: Settlement, limits: Limits): Promise<Closing | undefined> {
  for (;;) {
    const takeBack = () => application.steps.ask('take-back-dossier', {}, { anew: true })
    const answer = await dossierAnswered(application, takeBack)
    const at = parseInstant(answer.at) ?? application.now
    if (answer.result === 'approved') return approved(application, answer.answer)
    // What the office has decided or sent back is no longer with it.
    application.keep(takeBack)
    if (answer.result === 'refused') return await refusedByOffice(application, limits, at)
    const closing = await completed(application, limits, { at, missing: missingIn(answer.answer) })
    if (closing !== undefined) return closing
  }
}

async function dossierAnswered(application: Settlement, takeBack: () => Promise<unknown>) {
  application.stage('office', 'external')
  application.ifAbandoned(takeBack)
  await application.steps.ask('submit-dossier', {}, { anew: true })
  const answer = await application.steps.answerTo('submit-dossier')
  if ('how' in answer) throw new Error('a dossier cannot be given up')
  return answer
}

function approved(application: Settlement, { number }: Facts): undefined {
  application.steps.settled('submit-dossier')
  if (typeof number === 'string') application.learn({ officeNumber: code(number) })
}

/** The decision is the office's: no second signature of ours. */
async function refusedByOffice(application: Settlement, limits: Limits, at: Instant): Promise<Closing> {
  application.steps.settled('submit-dossier')
  met(limits, at)
  await application.undo()
  const reasons = [code('office-refused')]
  await application.issue('refusal-notice', { tell: 'refused', reasons })
  return closedAs('refused', reasons)
}

/** Materials of the kind that the office names as missing; what it says in other words only people can read. */
const missingIn = ({ missing }: Facts): readonly string[] =>
  Array.isArray(missing) ? missing.map(String).filter((material) => material in definition.materials) : []

type Returned = { readonly at: Instant; readonly missing: readonly string[] }

/** Completed for the named faults only; what was verified, examined and approved stands, and the clocks with it until it is sent again. */
async function completed(
  application: Settlement,
  limits: Limits,
  { at, missing }: Returned,
): Promise<Closing | undefined> {
  pause(limits, reason, at)
  application.stage('check', 'centre')
  const checked = await untilComplete(application, { definition, returned: { missing, toward: both(limits) } })
  if ('outcome' in checked) return checked
  resume(limits, reason, checked.from)
  return undefined
}
