import type { Dwelling, Place, RoundActivities } from '../../activities/rounds/contract.ts'
import type { ApartmentFacts } from '../../domain/kinds/apartment-allocation/rules.ts'
import { formatInstant, type Instant, type LocalDate } from '../../domain/time/local-date.ts'
import { askStore } from '../kit/ask-store.ts'
import type { Case } from '../kit/index.ts'

export type Application = Case<ApartmentFacts>
export type { Dwelling, Place }

/** An apartment and the instant from which it is theirs to rent. */
export type Accepted = { readonly dwelling: Dwelling; readonly at: Instant }

/** At once; what does not answer within two seconds is asked as long as it takes. */
const ask = askStore<RoundActivities>({
  options: { startToCloseTimeout: '2 minutes', retry: { initialInterval: '1 second', maximumInterval: '30 seconds' } },
})

const taken = ({ id, now }: Application, at: Instant = now) => ({ caseId: id, at: formatInstant(at) })

/** Found eligible on a day: in the list. */
export const enterInRound = ({ id }: Application, on: LocalDate) => ask((of) => of.enterInRound({ caseId: id, on }))

/** Where it stands in its round; from now on it has been told. */
export const placeInRound = ({ id }: Application): Promise<Place> => ask((of) => of.placeInRound({ caseId: id }))

export const acceptOffer = (application: Application, { apartment }: Dwelling, at: Instant) =>
  ask((of) => of.acceptOffer({ ...taken(application, at), apartment }))

/** Leaves the round, or gives up what was chosen outside any: whatever was held is free. */
export const giveUp = (application: Application, type: 'decline' | 'lapse' | 'withdraw') =>
  ask((of) => of.giveUp({ ...taken(application), type }))

export const offerChosen = (application: Application, { apartment }: Pick<Dwelling, 'apartment'>) =>
  ask((of) => of.offerChosen({ ...taken(application), apartment }))

export const prolongHold = (application: Application) => ask((of) => of.prolongHold(taken(application)))

export const letApartment = (application: Application, { apartment }: Pick<Dwelling, 'apartment'>, until: LocalDate) =>
  ask((of) => of.letApartment({ ...taken(application), apartment, until }))

export const dropApartment = (application: Application, { apartment }: Dwelling) =>
  ask((of) => of.dropApartment({ ...taken(application), apartment }))

/** What letters and mails say of it; money in yuan. */
export const shown = (dwelling: Dwelling) => ({ ...dwelling, rentCny: dwelling.rentFen / 100 })
