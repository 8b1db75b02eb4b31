import { code } from '../../domain/case/codes.ts'
import { admitCorrections, admitFurtherReasons } from '../../domain/case/corrections.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import type { Case } from './case.ts'
import type { Clock } from './clock.ts'
import type { Act } from './counter.ts'
import type { Decision } from './desk.ts'

/** Ten more working days for an answer, once a notice, at once and without an officer (A). */
const extensionDays = 10

/** From when the clocks of what comes next run, who found the papers complete, or whether the law did. */
export type Complete = { readonly from: Instant; readonly deemed: boolean; readonly by: Decision | undefined }

export type Checking = {
  readonly definition: Definition
  /** Goes out once the first round has begun, before anyone is asked. */
  readonly received?: () => Promise<void>
  /** Papers that were accepted before and that somebody else sends back: no clock of the law, and nobody else's matter. */
  readonly returned?: { readonly missing: readonly string[]; readonly toward: readonly Clock[] }
}

/** One round of checking: from when its five days count, and what the answer before it changed. */
type Round = { readonly from: Instant; readonly touched?: readonly string[] }

/** The papers are checked by an officer until they are complete, or deemed so by the centre's silence (ALL 32). */
export async function untilComplete(application: Case, checking: Checking): Promise<Closing | Complete> {
  let round: Round = { from: checking.returned === undefined ? receiptOf(application) : application.now }
  for (;;) {
    const checked = await checkedOnce(application, checking, round)
    if (!('again' in checked)) return checked
    round = checked.again
  }
}

/** The instant of receipt, as it counts. */
export const receiptOf = (application: Case): Instant => parseInstant(application.receivedAt) ?? application.now

async function checkedOnce(
  application: Case,
  checking: Checking,
  { from, touched }: Round,
): Promise<Closing | Complete | { readonly again: Round }> {
  const acceptance = checking.returned === undefined ? application.clock('acceptance', { from }) : undefined
  if (touched === undefined) await checking.received?.()
  const check = await asked(application, { checking, acceptance, touched })
  if (check === undefined) return { from, deemed: true, by: undefined }
  acceptance?.met(check.at)
  if (check.outcome === 'not-ours') return await application.redirect(check)
  if (check.outcome === 'complete') return { from: check.at, deemed: false, by: check }
  const answer = await corrected(application, checking, check)
  if (answer === undefined) {
    await application.undo()
    return await application.lapse()
  }
  application.stage('check', 'centre', checking.returned === undefined ? 'received' : 'accepted')
  return { again: { from: answer.at, touched: answer.touched } }
}

type Asked = {
  readonly checking: Checking
  readonly acceptance: Clock | undefined
  readonly touched: readonly string[] | undefined
}

function asked(application: Case, { checking, acceptance, touched }: Asked): Promise<Decision | undefined> {
  const { definition, returned } = checking
  const named = returned === undefined || returned.missing.length === 0 ? undefined : returned.missing
  const admit = ({ outcome, reasons }: { readonly outcome: string; readonly reasons: readonly string[] }) =>
    outcome === 'incomplete'
      ? (admitFurtherReasons(definition, reasons, named) ?? admitFurtherReasons(definition, reasons, touched))
      : undefined
  if (acceptance !== undefined) return application.signOffWithin(acceptance, 'check-materials', { admit })
  const offered = ['complete', 'incomplete']
  return application.signOff('check-materials', { admit, offered, toward: returned?.toward ?? [] })
}

/** One notice names everything; the answer must touch every reason given, and whatever somebody else named as missing. */
async function corrected(application: Case, checking: Checking, check: Decision): Promise<Act | undefined> {
  const { reasons, at, note, by } = check
  const missing = checking.returned?.missing ?? []
  application.stage('correction', 'applicant', 'in-correction')
  application.happened({ type: 'corrections-asked', data: { reasons, note } })
  const correction = application.clock('correction', { from: at })
  await application.issue('correction-notice', {
    tell: 'corrections-needed',
    reasons,
    note,
    data: { clock: code('correction'), ...(missing.length === 0 ? {} : { materials: missing.map(code) }) },
    signedBy: [{ task: 'check-materials', by }],
  })
  application.offer('ask-extension', () => {
    correction.extend(extensionDays, 'applicant', 'asked')
    application.noLonger('ask-extension')
  })
  const answer = await application.action('supply-corrections', {
    within: correction,
    admit: ({ touched }) => admitCorrections(checking.definition, reasons, touched) ?? admitMissing(missing, touched),
  })
  application.noLonger('ask-extension')
  if (answer === undefined) return undefined
  correction.met(answer.at)
  application.happened({ type: 'corrections-supplied', data: { touched: answer.touched.map(code) } })
  return answer
}

function admitMissing(missing: readonly string[], touched: readonly string[]): Refusal | undefined {
  const left = missing.filter((material) => !touched.includes(material))
  return left.length === 0 ? undefined : refuse('corrections-incomplete', { materials: left.join(' ') })
}
