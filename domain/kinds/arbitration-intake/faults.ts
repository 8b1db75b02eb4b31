import { type Draft, dateAt, type Fault, type FilingDay, pointer, textAt } from '../../case/form.ts'
import { type Instant, type LocalDate, localDateOf } from '../../time/local-date.ts'
import { claimantsOf, claimsOf, type DraftClaim, representativesOf, respondentsOf } from './draft.ts'
import { needsAmount } from './finality.ts'
import { isOurs } from './jurisdiction.ts'
import { isWithin, limitationOn } from './limitation.ts'

type Found = Fault | false

const fault = (path: string, code: string): Fault => ({ pointer: pointer(path), code })

const isAfter = (one: LocalDate | undefined, other: LocalDate | undefined): boolean =>
  one !== undefined && other !== undefined && one > other

const only = (found: readonly Found[]): readonly Fault[] => found.filter((each) => each !== false)

/** How many file together, and how many speak for them (RH). */
const fewestClaimants = 10
const fewestRepresentatives = 3
const mostRepresentatives = 5

/** Hard faults: dates that cannot be, and claimants who do not fit together. */
export function faults(track: string, draft: Draft, receivedAt: Instant): readonly Fault[] {
  const today = localDateOf(receivedAt)
  const [startedOn, endedOn] = [dateAt(draft, 'employment.startedOn'), dateAt(draft, 'employment.endedOn')]
  return only([
    isAfter(startedOn, endedOn) && fault('employment.endedOn', 'dates-contradict'),
    isAfter(startedOn, today) && fault('employment.startedOn', 'date-in-future'),
    ...claimsOf(draft).flatMap((claim, index): readonly Found[] => [
      isAfter(claim.from, claim.to) && fault(`claims.${index}.to`, 'dates-contradict'),
      isAfter(claim.knewOn, today) && fault(`claims.${index}.knewOn`, 'date-in-future'),
      isAfter(claim.interruptedOn, today) && fault(`claims.${index}.interruptedOn`, 'date-in-future'),
    ]),
    ...(track === 'collective' ? togetherFaults(draft) : []),
  ])
}

function togetherFaults(draft: Draft): readonly Found[] {
  const count = claimantsOf(draft).length
  const speaking = representativesOf(draft).length
  return [
    count < fewestClaimants && fault('claimants', 'field-invalid'),
    (speaking < fewestRepresentatives || speaking > mostRepresentatives) && fault('claimants', 'field-invalid'),
    ...claimsOf(draft).map(({ claimant }, index): Found => {
      if (claimant === undefined) return fault(`claims.${index}.claimant`, 'field-missing')
      return claimant >= count && fault(`claims.${index}.claimant`, 'field-invalid')
    }),
  ]
}

/** Companies in the dispute whose seats decide on jurisdiction. */
export const companies = (_track: string, draft: Draft): readonly string[] => [
  ...new Set(
    [...respondentsOf(draft).map((each) => textAt(each, 'uscc')), textAt(draft, 'employer.uscc')].filter(
      (uscc) => uscc !== '',
    ),
  ),
]

/** What the check before filing says besides: each can be filed all the same, and is weighed by people. */
export function checks(_track: string, draft: Draft, on: FilingDay): readonly Fault[] {
  const workplace = textAt(draft, 'employment.workplace')
  const seats = [...on.seats.values()].filter((district) => district !== null)
  const isElsewhere = workplace !== '' && !isOurs({ workplace, seats }, localDateOf(on.receivedAt))
  return only([
    isElsewhere && fault('employment.workplace', 'not-in-jurisdiction'),
    ...claimsOf(draft).flatMap((claim, index) => checkClaim(draft, { claim, path: `claims.${index}` }, on)),
    ...respondentsOf(draft).flatMap((respondent, index): readonly Found[] => [
      textAt(respondent, 'address') === '' && fault(`respondents.${index}.address`, 'address-missing'),
      on.seats.get(textAt(respondent, 'uscc')) === null && fault(`respondents.${index}.uscc`, 'respondent-unknown'),
    ]),
  ])
}

type Placed = { readonly claim: DraftClaim; readonly path: string }

function checkClaim(draft: Draft, { claim, path }: Placed, on: FilingDay): readonly Found[] {
  return [
    needsAmount(claim.kind) && claim.amountFen === undefined && fault(`${path}.amountFen`, 'claim-amount-missing'),
    claim.evidence.length === 0 && fault(`${path}.evidence`, 'evidence-list-missing'),
    isAfter(dateAt(draft, 'employment.startedOn'), claim.from) && fault(`${path}.from`, 'dates-contradict'),
    isOver(draft, claim, on) && fault(`${path}.knewOn`, 'limitation-over'),
  ]
}

function isOver(draft: Draft, { kind, knewOn, interruptedOn }: DraftClaim, { receivedAt, tables }: FilingDay): boolean {
  if (knewOn === undefined) return false
  const claim = { kind, knewOn, ...(interruptedOn === undefined ? {} : { interruptedOn }) }
  return !isWithin(limitationOn(claim, dateAt(draft, 'employment.endedOn'), tables), localDateOf(receivedAt))
}
