import { code } from '../../domain/case/codes.ts'
import { codeAt } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { type Dispute, type Intake, never } from './dispute.ts'

/** The tribunal's word, whenever it comes: only the end of the proceedings ends the case. */
export async function concluded({ application, award }: Dispute): Promise<Closing> {
  for (;;) {
    const answer = await application.steps.answerTo('accept')
    if ('how' in answer || answer.result !== 'concluded') continue
    const how = codeAt(answer.answer, 'how')
    award.met(parseInstant(answer.at) ?? application.now)
    application.steps.settled('accept')
    await application.tell('concluded', { data: { how } })
    return closings[how] ?? closedAs('concluded', [how])
  }
}

const closings: Readonly<Record<string, Closing>> = { settled: closedAs('settled'), withdrawn: closedAs('withdrawn') }

/** Offered to both; agreed by both it is tried, and holds no clock up (LMA 42). */
export async function mediated(dispute: Dispute): Promise<Closing> {
  const { application, award } = dispute
  await Promise.all([application.action('agree-to-mediation'), consents(dispute)])
  const result = await application.signOff('record-mediation', { toward: [award] })
  if (result.outcome !== 'settled') return await never()
  award.met(result.at)
  await application.tell('concluded', { data: { how: code('settled') } })
  return closedAs('settled')
}

/** The respondents' word comes through an officer, one after the other. */
async function consents({ application, respondents }: Dispute): Promise<void> {
  const named = (index: unknown) => respondents.find((respondent) => respondent.index === index)
  application.offer(
    'record-mediation-consent',
    ({ data }) => {
      const respondent = named(data['respondent'])
      if (respondent !== undefined) respondent.agrees = true
    },
    { admit: ({ data }) => (named(data['respondent']) === undefined ? refuse('answer-invalid') : undefined) },
  )
  try {
    await application.when(() => respondents.every(({ agrees }) => agrees))
  } finally {
    application.noLonger('record-mediation-consent')
  }
}

/** After acceptance an officer allows it, always; a counterclaim that is open goes on alone. */
export async function withdrawn(dispute: Dispute): Promise<Closing> {
  const { application, award } = dispute
  await application.action('withdraw')
  const allowed = await application.signOff('decide-withdrawal', { toward: [award] })
  if (dispute.counterclaims === 0) award.met(allowed.at)
  else await leftAlone(dispute)
  await application.issue('withdrawal-confirmation', { tell: 'withdrawn' })
  return closedAs('withdrawn')
}

/** The claim is withdrawn, the counterclaim is not: unless it is turned down, only the tribunal ends it. */
async function leftAlone(dispute: Dispute): Promise<void> {
  const { application, award } = dispute
  application.flag('counterclaim-only')
  await application.when(() => dispute.counterclaims === 0)
  award.met(application.now)
}

/** Neither decided nor awarded in time: from then on the claimant may take the matter to court (LMA 29, 43). */
export async function takenToCourt(application: Intake): Promise<Closing> {
  await application.when(() => application.isBreached('acceptance') || application.isBreached('award'))
  const act = await application.action('take-to-court')
  application.noLonger('withdraw')
  application.met('award', act?.at ?? application.now)
  await application.issue('withdrawal-confirmation', { tell: 'withdrawn' })
  return closedAs('withdrawn', ['taken-to-court'])
}
