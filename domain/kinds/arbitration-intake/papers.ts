import { type Draft, type PaperInput, textAt } from '../../case/form.ts'
import { claimantsOf, listAt, nameOf, representativesOf, respondentsOf } from './draft.ts'

const fenPerYuan = 100

const money = (fen: unknown): number | undefined => (typeof fen === 'number' ? fen / fenPerYuan : undefined)

const listed = (words: readonly string[]): string => words.filter((word) => word !== '').join('；')

const partyOf = (respondent: Draft) => ({
  name: textAt(respondent, 'name'),
  id: textAt(respondent, 'uscc') || textAt(respondent, 'passportNumber'),
  address: textAt(respondent, 'address'),
})

/** The claimant's side as a paper names it: the person, the representatives for all, or the employer. */
function claimantsNamed({ form, track }: PaperInput): readonly Draft[] {
  if (track === 'employer') return [{ name: textAt(form, 'employer.name'), id: textAt(form, 'employer.uscc') }]
  const people = track === 'collective' ? claimantsOf(form) : [{ ...asPerson(form['person']) }]
  return people.map((person) => ({ name: nameOf(person), id: textAt(person, 'passport.number') }))
}

const asPerson = (value: unknown): Draft =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const indexIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** Which respondents are parties: all of the form but those whose joinder was not allowed. */
const joined = ({ form, facts }: PaperInput): readonly Draft[] => {
  const { joined: indexes } = facts
  return respondentsOf(form).filter((_, index) => !Array.isArray(indexes) || indexes.some((each) => each === index))
}

/** To whom a letter or its record goes. */
function recipientOf(input: PaperInput) {
  const index = indexIn(input.data['respondent'])
  const respondent = index === undefined ? undefined : respondentsOf(input.form)[index]
  if (respondent !== undefined) return partyOf(respondent)
  return {
    name: listed(claimantsNamed(input).map((claimant) => textAt(claimant, 'name'))),
    address: textAt(input.form, 'address.service'),
  }
}

const decided = ({ data }: PaperInput): Draft => asPerson(data['data'])

/** Parties, claims and evidence as the papers list them; what an officer decided in words comes out of the vault. */
export function paperValues(input: PaperInput): Readonly<Record<string, unknown>> {
  const { form, facts } = input
  const finality = Array.isArray(facts['finality']) ? facts['finality'] : []
  const claims = listAt(form, 'claims').map((claim, index) => ({
    ...claim,
    amountCny: money(claim['amountFen']),
    claimantName: nameOf(claimantsOf(form)[indexIn(claim['claimant']) ?? -1] ?? {}),
    final: finality[index],
    evidence: listAt(claim, 'evidence'),
  }))
  const amounts = claims.map(({ amountCny }) => amountCny).filter((amount) => amount !== undefined)
  const words = decided(input)
  const arbitrators = Array.isArray(words['arbitrators'])
    ? words['arbitrators'].filter((each) => typeof each === 'string')
    : []
  return {
    claimants: claimantsNamed(input),
    representatives: listed(representativesOf(form).map(nameOf)),
    respondents: joined(input).map(partyOf),
    claims,
    ...(amounts.length === 0 ? {} : { sumCny: amounts.reduce((sum, amount) => sum + amount, 0) }),
    recipient: recipientOf(input),
    proof: textAt(words, 'text') || textAt(input.data, 'text') || textAt(input.data, 'to'),
    room: textAt(words, 'room'),
    hearingAt: textAt(words, 'at'),
    arbitrators: listed(arbitrators),
  }
}
