import { code } from '../../domain/case/codes.ts'
import { type Intake, judge } from './dispute.ts'

/** Received: judged by what the form says, and again when the registry has told where the employers have their seats. */
export function filed(application: Intake): void {
  application.stage('check', 'centre', 'received')
  judge(application)
  application.alongside(() => seats(application))
}

/** The seats of the employers in the dispute; a company the registry does not know is shown to the officer. */
export async function seats(application: Intake): Promise<void> {
  const { respondents } = application.facts
  const companies = respondents.flatMap(({ isCompany }, index) => (isCompany ? [{ respondent: index }] : []))
  const own = application.track === 'employer' ? [{}] : []
  const asked = await Promise.all(
    [...companies, ...own].map((whose) => application.steps.ask('ask-registry', whose, { anew: true })),
  )
  const answers = asked.map((each) => ('answer' in each ? each.answer : {}))
  application.learn({
    seats: answers.flatMap(({ district }) => (typeof district === 'string' ? [code(district)] : [])),
    respondentUnknown: answers.some(({ state }) => state === 'not-found'),
  })
  judge(application)
  application.learn(await application.beside('proposals'))
}
