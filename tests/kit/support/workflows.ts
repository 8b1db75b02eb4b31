import { closedAs } from '../../../domain/case/outcome.ts'
import { parseInstant } from '../../../domain/time/local-date.ts'
import { caseWorkflow } from '../../../workflows/kit/index.ts'
import { trial as definition } from './definition.ts'

/** Waits for its limit to be over, then is done by an act that says when that was. */
export const late = caseWorkflow(definition, async (application) => {
  const limit = application.clock('limit')
  const days = application.clock('days')
  await application.when(() => limit.isBreached)
  const act = await application.action('propose')
  const at = typeof act?.data['at'] === 'string' ? parseInstant(act.data['at']) : undefined
  limit.met(at)
  await application.signOff('look')
  days.met()
  return closedAs('granted')
})

/** Ends while work beside it goes on, and a mail is still owed. */
export const besides = caseWorkflow(definition, async (application) => {
  await application.tell('word')
  application.alongside(async () => {
    await application.steps.ask('ask')
    application.flag('too-late')
  })
  await application.signOff('look')
  return closedAs('granted')
})

/** Issues a paper that is worth nothing once it is withdrawn. */
export const revocable = caseWorkflow(definition, async (application) => {
  await application.issueRevocably('paper')
  await application.signOff('look')
  return closedAs('granted')
})

/** Adopts what was proposed. */
export const adopting = caseWorkflow(definition, async (application) => {
  const act = await application.action('propose')
  if (act !== undefined) await application.adopt(act)
  await application.signOff('look')
  return closedAs('granted')
})

/** Runs a rule beside the vault. */
export const ruled = caseWorkflow(definition, async (application) => {
  application.learn(await application.beside('rule'))
  return closedAs('granted')
})

/** Asks, once it is told to, for what nobody can give by any number of tries. */
export const mistaken = caseWorkflow(definition, async (application) => {
  await application.when(() => application.timesTold > 0)
  await application.freeSlots('visit', 1, ['en'])
  return closedAs('granted')
})

/** Asks for much in one breath. */
export const busy = caseWorkflow(definition, async (application) => {
  await application.signOff('look')
  for (let turn = 0; turn < 6; turn += 1) application.learn(await application.beside('rule', { turn }))
  await application.signOff('look')
  return closedAs('granted')
})

/** Reminds of something, once it is told to, although it has been granted. */
export const reminding = caseWorkflow(definition, async (application) => {
  const reminder = application.clock('reminder')
  application.afterClosing(reminder, async () => {
    await application.when(() => application.timesTold > 0)
    reminder.met()
  })
  const look = await application.signOff('look')
  return closedAs(look.outcome === 'done' ? 'granted' : 'lapsed')
})
