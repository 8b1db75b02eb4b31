import { code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import {
  askedBeforeEndDays,
  leaseEnd,
  leaseMonths,
  longestLeaseMonths,
} from '../../domain/kinds/apartment-allocation/rules.ts'
import { addDays, at, type LocalDate, localDateOf, startOfDay } from '../../domain/time/local-date.ts'
import { firstOf } from '../kit/first-of.ts'
import { type Application, giveUp, letApartment } from './apartments.ts'
import { refund } from './contract.ts'

/** Years of living there: a long wait, asked once a year whether they stay, until they move out or the lease ends. */
export async function living(application: Application): Promise<Closing> {
  application.stage('living', 'applicant')
  await firstOf({
    movedOut: () => application.action('move-out'),
    ended: () => leases(application),
  })
  application.stage('living', 'centre')
  const inspected = await application.signOff('inspect')
  const { damageFen } = inspected.data
  const { depositFen = 0 } = application.facts
  const owedBack = Math.max(0, depositFen - (typeof damageFen === 'number' ? damageFen : 0))
  application.learn({ damageFen: typeof damageFen === 'number' ? damageFen : 0, refundedFen: owedBack })
  await refund(application, owedBack)
  await giveUp(application, 'withdraw')
  return closedAs('granted', ['moved-out'])
}

/** One lease after the other, three years in all. */
async function leases(application: Application): Promise<void> {
  const { leaseFrom } = application.facts
  if (leaseFrom === undefined) return
  for (let months = leaseMonths; months <= longestLeaseMonths; months += leaseMonths) {
    const until = leaseEnd(leaseFrom, months)
    const mayStay = months + leaseMonths <= longestLeaseMonths
    if (!(await renewed(application, until, mayStay))) return
    const longer = leaseEnd(leaseFrom, months + leaseMonths)
    application.learn({ leaseUntil: longer })
    const { apartment } = application.facts
    if (apartment !== undefined) await letApartment(application, { apartment }, longer)
  }
}

/** Asked sixty days before the end, and only who is still eligible; false when the lease has ended. */
async function renewed(application: Application, until: LocalDate, mayStay: boolean): Promise<boolean> {
  await application.until(at(addDays(until, -askedBeforeEndDays), '09:00'))
  const { isEligible } = await application.beside('eligibility', { on: localDateOf(application.now) })
  const asked = mayStay && isEligible === true
  await application.tell('lease-ends', {
    data: { leaseUntil: until, dueOn: until, renewable: code(asked ? 'yes' : 'no') },
  })
  const end = startOfDay(addDays(until, 1))
  if (!asked) {
    await application.until(end)
    return false
  }
  const { way } = await firstOf({
    ended: () => application.until(end),
    renew: () => application.action('renew', { until: end }),
  })
  return way === 'renew'
}
