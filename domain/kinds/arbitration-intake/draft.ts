import { at, type Draft, textAt } from '../../case/form.ts'
import { type LocalDate, parseLocalDate } from '../../time/local-date.ts'

const asDraft = (value: unknown): Draft | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined

/** The things of a list in a draft, each as far as it is filled in. */
export function listAt(draft: Draft, path: string): readonly Draft[] {
  const found = at(draft, path)
  return Array.isArray(found) ? found.map((each) => asDraft(each) ?? {}) : []
}

/** A claim of a draft, tolerant of what is missing. */
export type DraftClaim = {
  readonly kind: string
  readonly claimant: number | undefined
  readonly amountFen: number | undefined
  readonly from: LocalDate | undefined
  readonly to: LocalDate | undefined
  readonly knewOn: LocalDate | undefined
  readonly interruptedOn: LocalDate | undefined
  readonly evidence: readonly Draft[]
}

const numberAt = (draft: Draft, path: string): number | undefined => {
  const found = at(draft, path)
  return typeof found === 'number' ? found : undefined
}

export const claimsOf = (draft: Draft): readonly DraftClaim[] =>
  listAt(draft, 'claims').map((claim) => ({
    kind: textAt(claim, 'kind'),
    claimant: numberAt(claim, 'claimant'),
    amountFen: numberAt(claim, 'amountFen'),
    from: parseLocalDate(textAt(claim, 'from')),
    to: parseLocalDate(textAt(claim, 'to')),
    knewOn: parseLocalDate(textAt(claim, 'knewOn')),
    interruptedOn: parseLocalDate(textAt(claim, 'interruptedOn')),
    evidence: listAt(claim, 'evidence'),
  }))

export const respondentsOf = (draft: Draft): readonly Draft[] => listAt(draft, 'respondents')
export const claimantsOf = (draft: Draft): readonly Draft[] => listAt(draft, 'claimants')

/** Claimants of a collective dispute who speak for all (RH: 3–5). */
export const representativesOf = (draft: Draft): readonly Draft[] =>
  claimantsOf(draft).filter((claimant) => claimant['representative'] === true)

/** A person's name as they wrote it. */
export const nameOf = (person: Draft): string =>
  [textAt(person, 'familyName'), textAt(person, 'givenNames')].filter((part) => part !== '').join(' ')
