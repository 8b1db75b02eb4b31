import { type Code, code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { addDays, at, formatInstant, localDateOf, startOfDay } from '../../domain/time/local-date.ts'
import type { Case } from './case.ts'
import { firstOf } from './first-of.ts'

/** What the form says of how the document is to reach its holder. */
type Collected = Case<Facts & { readonly collection?: Code }>

const reminderDays = [14, 30, 60]
const uncollectedAfterDays = 90

/** The last stage of every kind that ends with something to take home: handed over at the counter or the kiosk, or by post; whoever never comes keeps what was granted all the same. */
export async function collection(application: Collected): Promise<Closing> {
  const ready = localDateOf(application.now)
  const { way } = await firstOf({
    handedOver: () => handedOver(application),
    uncollected: () => reminded(application, ready),
  })
  if (way === 'uncollected') return closedAs('granted', ['uncollected'])
  await application.issue('collection-receipt', {
    tell: 'handed-over',
    data: { handedOverAt: code(formatInstant(application.now)) },
  })
  return closedAs('granted')
}

async function handedOver(application: Collected): Promise<void> {
  if (application.facts.collection === 'post' && (await delivered(application))) return
  await application.signOff('hand-over')
}

/** By post: delivered is handed over; what comes back waits at the counter. */
async function delivered(application: Collected): Promise<boolean> {
  await application.steps.ask('ship')
  const answer = await application.steps.answerTo('ship')
  if ('how' in answer || answer.result === 'delivered') return true
  application.stage('collection', 'applicant')
  await application.tell('parcel-returned')
  return false
}

async function reminded(application: Collected, ready: Parameters<typeof addDays>[0]): Promise<void> {
  for (const days of reminderDays) {
    await application.until(at(addDays(ready, days), '09:00'))
    await application.tell('collect-reminder')
  }
  await application.until(startOfDay(addDays(ready, uncollectedAfterDays + 1)))
}
