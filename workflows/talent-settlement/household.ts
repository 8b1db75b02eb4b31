import type { Code } from '../../domain/case/codes.ts'
import { codeAt } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { type Approval, type Limits, met, type Settlement, signatures } from './limits.ts'

/** Everybody moves in, or nobody: the register is asked person by person, and again for another address. */
export async function household(application: Settlement, limits: Limits, approval: Approval): Promise<Closing> {
  const registered: Code[] = []
  application.ifAbandoned(() => undone(application, registered))
  while (!(await movedIn(application, registered)))
    if (!(await otherAddress(application))) {
      await application.undo()
      return await application.lapse()
    }
  application.noLonger('withdraw')
  await application.issue('settlement-approval', {
    tell: 'settled',
    signedBy: signatures(approval),
    data: { moveInNumber: registered[0] ?? null, members: registered.length },
  })
  met(limits, application.now)
  return closedAs('granted')
}

/** True when all were taken in; whoever was before one was not is undone, last first. */
async function movedIn(application: Settlement, registered: Code[]): Promise<boolean> {
  application.stage('household', 'external')
  for (let member = 0; member <= application.facts.members; member += 1) {
    const asked = await application.steps.ask('move-in', { member }, { anew: true })
    if (asked.how === 'refused') {
      await undone(application, registered)
      return false
    }
    if (asked.how === 'answered') registered.push(codeAt(asked.answer, 'moveInNumber'))
  }
  return true
}

async function undone(application: Settlement, registered: Code[]): Promise<void> {
  for (let number = registered.pop(); number !== undefined; number = registered.pop())
    await application.steps.ask('undo-move-in', { moveInNumber: number }, { anew: true })
}

/** Sixty days for another address; the promise runs on. False when none came. */
async function otherAddress(application: Settlement): Promise<boolean> {
  application.stage('household', 'applicant')
  const within = application.clock('household')
  const given = await application.action('other-address', { within })
  if (given === undefined) return false
  within.met(given.at)
  return true
}
