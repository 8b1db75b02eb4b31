import { code } from '../../domain/case/codes.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { firstOf } from '../kit/first-of.ts'
import type { Decision } from '../kit/index.ts'
import { changes } from './changes.ts'
import { type Dispute, never } from './dispute.ts'
import { hearings, postponements, tribunalFormed } from './hearing.ts'
import { heardRespondents } from './respondents.ts'

/** From the docket to the file in the tribunal's hands; then it waits for the tribunal. */
export async function conducted(dispute: Dispute): Promise<never> {
  const taken = await firstOf({
    handedOver: () => handedOver(dispute),
    respondents: () => heardRespondents(dispute),
    tribunal: () => tribunalFormed(dispute),
    hearings: () => hearings(dispute),
    postponements: () => postponements(dispute),
    changes: () => changes(dispute),
  })
  await beforeTribunal(dispute, taken.got)
  return await never()
}

/** Made ready by one officer, handed over by another (A). */
async function handedOver(dispute: Dispute): Promise<Decision> {
  const { application, handover, award } = dispute
  await application.when(() => dispute.hearing !== undefined)
  const prepared = await application.signOff('prepare-file', { toward: [handover, award] })
  return await application.signOff('hand-over-file', {
    notBy: prepared.persons,
    toward: [handover, award],
    admit: () => (dispute.hearing?.mustMove === false ? undefined : refuse('not-ready')),
  })
}

/** What could still be done until now is over; the case file goes to the commission, indexed, paginated and sealed. */
async function beforeTribunal(dispute: Dispute, { at }: Decision): Promise<void> {
  const { application, handover, respondents, docket } = dispute
  handover.met(at)
  for (const { defence } of respondents) defence?.cancel(at)
  application.stage('before-tribunal', 'external')
  const [document] = await application.issue('case-file')
  await application.steps.ask('hand-over-file', { ...docket, document: code(document ?? 'none') })
  await application.tell('file-handed-over')
}
