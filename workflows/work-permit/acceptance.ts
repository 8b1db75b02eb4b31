import { code } from '../../domain/case/codes.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { workPermit as definition } from '../../domain/kinds/work-permit/definition.ts'
import { localDateOf, startOfDay } from '../../domain/time/local-date.ts'
import { type Complete, untilComplete as checkedToTheEnd, receiptOf } from '../kit/checking.ts'
import type { Limits, Permit } from './limits.ts'

/** Received: the receipt goes out, the registers are asked, and the window of EEL 30 is closed. */
export async function filed(application: Permit): Promise<void> {
  application.stage('check', 'centre', 'received')
  const { enteredOn } = application.facts
  if (enteredOn !== undefined)
    application.clock('entry-window', { from: startOfDay(enteredOn) }).met(receiptOf(application))
  application.alongside(() => employer(application))
  if (asksForStay.has(application.track)) application.alongside(() => accommodation(application))
}

const asksForStay: ReadonlySet<string> = new Set(['new', 'renewal', 'change-of-employer'])

/** Neither register holds the check: the officer sees what has not answered yet. */
async function employer(application: Permit): Promise<void> {
  const asked = await application.steps.ask('ask-registry')
  if (asked.how !== 'answered') return
  const { state, district } = asked.answer
  application.learn({ employerState: state ?? null, employerDistrict: district ?? null })
}

async function accommodation(application: Permit): Promise<void> {
  const asked = await application.steps.ask('ask-accommodation')
  if (asked.how === 'answered') application.learn({ registeredAtAddress: asked.answer['registered'] === true })
}

/**
 * Whatever is missing is said at once; the answer starts the five days anew; our silence accepts (ALL 32), the
 * applicant's lapses.
 */
export async function untilAccepted(application: Permit): Promise<Closing | Limits> {
  const checked = await untilComplete(application)
  if ('outcome' in checked) return checked
  const { from, deemed, by: checkedBy } = checked
  application.stage(application.track === 'replacement' ? 'approval' : 'examination', 'centre', 'accepted')
  const promise = application.clock('promise', { from })
  const decision = application.track === 'replacement' ? undefined : application.clock('work-permit-decision', { from })
  application.learn({ acceptedOn: localDateOf(from) })
  await application.issue('acceptance-receipt', {
    tell: 'accepted',
    data: { clock: code('promise'), ...(deemed ? { deemed } : {}) },
  })
  return { promise, decision, checkedBy }
}

/** The papers are checked until they are complete, or deemed so; the first time the receipt goes out with it. */
export async function untilComplete(application: Permit): Promise<Closing | Complete> {
  const checked = await checkedToTheEnd(application, { definition, received: () => received(application) })
  if ('from' in checked && checked.deemed)
    application.happened({ type: 'deemed-accepted', data: { on: localDateOf(checked.from) } })
  return checked
}

async function received(application: Permit): Promise<void> {
  await application.issue('filing-receipt', { tell: 'received', data: { clock: code('acceptance') } })
  application.learn(await application.beside('proposals'))
}
