import { code } from '../../domain/case/codes.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { talentSettlement as definition } from '../../domain/kinds/talent-settlement/definition.ts'
import { type Complete, untilComplete } from '../kit/checking.ts'
import type { Settlement } from './limits.ts'

/** Received: the receipt goes out and the registers are asked; none of them holds the check. */
export async function untilPapersComplete(application: Settlement): Promise<Closing | Complete> {
  application.stage('check', 'centre', 'received')
  application.alongside(() => employer(application))
  application.alongside(() => contributions(application))
  return await untilComplete(application, { definition, received: () => received(application) })
}

async function received(application: Settlement): Promise<void> {
  await application.issue('filing-receipt', { tell: 'received', data: { clock: code('acceptance') } })
  application.learn(await application.beside('proposals'))
}

async function employer(application: Settlement): Promise<void> {
  const asked = await application.steps.ask('ask-registry')
  if (asked.how !== 'answered') return
  const { state, district } = asked.answer
  application.learn({ employerState: state ?? null, employerDistrict: district ?? null })
}

async function contributions(application: Settlement): Promise<void> {
  const asked = await application.steps.ask('ask-social-security')
  if (asked.how !== 'answered') return
  const { months, gaps, baseRatio } = asked.answer
  application.learn({
    contributionMonths: months ?? null,
    contributionGaps: gaps ?? null,
    contributionBase: baseRatio ?? null,
  })
}
