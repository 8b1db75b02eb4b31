import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { subsidyOf } from '../../domain/kinds/apartment-allocation/rules.ts'
import { localDateOf } from '../../domain/time/local-date.ts'
import type { Decision } from '../kit/index.ts'
import { type Accepted, type Application, type Dwelling, dropApartment, letApartment, shown } from './apartments.ts'

/** Keys ordered and handed over; from then on it is their home, and nothing of it is undone. Undefined when they are in. */
export async function movedIn(application: Application, { dwelling, at }: Accepted): Promise<Closing | undefined> {
  application.stage('move-in', 'centre')
  const moveIn = application.clock('move-in', { from: at })
  if (!(await keysReady(application, dwelling))) return await dropped(application, dwelling)
  const handed = await application.signOff('hand-over-keys', { toward: [moveIn] })
  moveIn.met(handed.at)
  application.noLonger('withdraw')
  const { leaseUntil } = application.facts
  if (leaseUntil !== undefined) await letApartment(application, dwelling, leaseUntil)
  await application.issue('move-in-record', {
    tell: 'moved-in',
    data: { ...shown(dwelling), movedInOn: localDateOf(handed.at) },
    signedBy: [{ task: 'hand-over-keys', by: handed.by }],
  })
  application.stage('living', 'applicant')
  return undefined
}

/** The property manager has the keys ready, at once or once an officer has seen to it; false when the apartment is lost. */
async function keysReady(application: Application, { apartment }: Dwelling): Promise<boolean> {
  for (;;) {
    const asked = await application.steps.ask('order-keys', { apartment, from: localDateOf(application.now) })
    if (!('refused' in asked)) {
      application.ifAbandoned(() => application.steps.ask('take-back-keys'))
      application.steps.anew('order-keys')
      return true
    }
    application.steps.anew('order-keys')
    const decision = await application.signOff('resolve-move-in')
    if (decision.outcome === 'unavailable') return false
  }
}

/** In a round the apartment drops out and the next one of its lot follows; outside any there is no other. */
async function dropped(application: Application, dwelling: Dwelling): Promise<Closing | undefined> {
  await dropApartment(application, dwelling)
  if (application.track === 'immediate') return await droppedOut(application)
  // The round tells what became of it; until then there is nothing to do here.
  await application.when(() => false)
  return undefined
}

/** The apartment cannot be had any more, and no other is theirs. */
async function droppedOut(application: Application): Promise<Closing> {
  await application.undo()
  await application.tell('not-allocated')
  return closedAs('not-allocated', ['apartment-dropped-out'])
}

/** Asked for with the application: decided by two officers, at most the rent, in quarters (A). */
export async function subsidy(application: Application): Promise<void> {
  const { wantsSubsidy, degree, rentFen } = application.facts
  if (!wantsSubsidy || rentFen === undefined) return
  const { first, second } = await decidedByTwo(application)
  const { yearFen, quarterFen } = subsidyOf(degree, rentFen)
  const isGranted = second.outcome === 'grant'
  application.learn({ subsidyGranted: isGranted, ...(isGranted ? { yearFen, quarterFen } : {}) })
  await application.issue('subsidy-decision', {
    tell: 'subsidy-decided',
    data: isGranted ? { granted: true, yearCny: yearFen / 100, quarterCny: quarterFen / 100 } : {},
    signedBy: [
      { task: 'examine', by: first.by },
      { task: 'approve', by: second.by },
    ],
  })
}

/** Two officers who say the same; where the second sees it otherwise, it begins anew. */
async function decidedByTwo(
  application: Application,
): Promise<{ readonly first: Decision; readonly second: Decision }> {
  for (;;) {
    const first = await application.signOff('decide-subsidy')
    const second = await application.signOff('decide-subsidy', { notBy: first.persons })
    if (first.outcome === second.outcome) return { first, second }
  }
}
