import { code } from '../../domain/case/codes.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { leaseEnd, leaseMonths } from '../../domain/kinds/apartment-allocation/rules.ts'
import { type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { firstOf } from '../kit/first-of.ts'
import type { Clock, Decision } from '../kit/index.ts'
import { type Accepted, type Application, type Dwelling, shown } from './apartments.ts'
import { movedIn } from './move-in.ts'

/** Lease, deposit, keys; undefined when they have moved in. */
export async function untilMovedIn(application: Application, { dwelling, at }: Accepted): Promise<Closing | undefined> {
  const signed = await leaseSigned(application, dwelling, at)
  if (signed === undefined) return await lapsed(application)
  const paidAt = await depositPaid(application, dwelling, signed)
  if (paidAt === undefined) return await lapsed(application)
  return await movedIn(application, { dwelling, at: paidAt })
}

/** Unsigned or unpaid to the end: the offer lapses and goes on to the next. */
async function lapsed(application: Application): Promise<Closing> {
  await application.undo()
  return await application.lapse()
}

/** The applicant signs first; in their time unsigned it lapses, late on our side it is only late. */
async function leaseSigned(application: Application, dwelling: Dwelling, at: Instant): Promise<Decision | undefined> {
  application.stage('contract', 'applicant')
  const contract = application.clock('contract', { from: at })
  await application.tell('lease-ready', { data: { ...shown(dwelling), clock: code('contract') } })
  const theirs = await application.action('sign-lease', { within: contract })
  if (theirs === undefined) return undefined
  application.stage('contract', 'centre')
  const ours = await application.signOff('sign-lease', { toward: [contract] })
  contract.met(ours.at)
  return ours
}

/** A month's rent within five days, or the offer lapses; when it was paid. */
async function depositPaid(
  application: Application,
  dwelling: Dwelling,
  signed: Decision,
): Promise<Instant | undefined> {
  application.stage('contract', 'applicant')
  const deposit = application.clock('deposit', { from: signed.at })
  const leaseFrom = localDateOf(signed.at)
  application.learn({ leaseFrom, leaseUntil: leaseEnd(leaseFrom, leaseMonths), depositFen: dwelling.rentFen })
  await leaseIssued(application, dwelling, signed)
  const { dueOn } = deposit
  await application.steps.ask('order-deposit', { amountFen: dwelling.rentFen, dueOn })
  const paidAt = await paidBefore(application, deposit)
  application.steps.settled('order-deposit')
  application.steps.anew('order-deposit')
  if (paidAt === undefined) return undefined
  deposit.met(paidAt)
  application.ifAbandoned(() => refund(application, dwelling.rentFen))
  return paidAt
}

async function leaseIssued(application: Application, dwelling: Dwelling, { by }: Decision): Promise<void> {
  const { leaseFrom, leaseUntil, depositFen } = application.facts
  await application.issueRevocably('lease', {
    tell: 'deposit-due',
    data: {
      ...shown(dwelling),
      leaseFrom: leaseFrom ?? null,
      leaseUntil: leaseUntil ?? null,
      depositCny: depositFen === undefined ? null : depositFen / 100,
      clock: code('deposit'),
    },
    signedBy: [{ task: 'sign-lease', by }],
  })
}

/** When the gateway says that it was paid; undefined when the time is over before. */
async function paidBefore(application: Application, deposit: Clock): Promise<Instant | undefined> {
  const answer = await firstOf({
    paid: () => paid(application),
    over: () => application.when(() => deposit.isBreached),
  })
  return answer.way === 'paid' ? answer.got : undefined
}

async function paid(application: Application): Promise<Instant> {
  for (;;) {
    const answer = await application.steps.answerTo('order-deposit')
    if (!('how' in answer) && answer.result === 'paid') return parseInstant(answer.at) ?? application.now
    // An order that expired was not paid: the clock says what becomes of it.
  }
}

/** Money back, less what is owed for damage. */
export async function refund(application: Application, amountFen: number): Promise<void> {
  if (amountFen <= 0) return
  await application.steps.ask('refund-deposit', { amountFen })
  application.steps.anew('refund-deposit')
}
