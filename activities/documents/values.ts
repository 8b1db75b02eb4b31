import { sealedId } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Draft, textAt } from '../../domain/case/form.ts'
import { forms } from '../../domain/kinds/form.ts'
import type { DocumentValues } from '../../templates/document-values.ts'
import type { CaseAtHand } from '../case-at-hand.ts'
import type { IssueRequest, PaperRequest } from '../contract.ts'
import type { ActivityParts } from '../parts.ts'

type Issue = {
  readonly about: CaseAtHand
  readonly request: Pick<IssueRequest, 'caseId' | 'as'>
  readonly paper: PaperRequest
}

/** Facts, forms and what was sealed, in the one shape that templates read. */
const asValues = (value: unknown): DocumentValues => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asValue(each)]))
}

function asValue(value: unknown): DocumentValues[string] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return asList(value)
  return typeof value === 'object' && value !== null ? asValues(value) : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** A list of words, or of things with fields. */
const asList = (values: readonly unknown[]): readonly string[] | readonly DocumentValues[] =>
  values.every(isText) ? values : values.map(asValues)

/** What was sealed on the way (a place, words of another office) comes back in for the paper. */
export async function unsealed(
  { vault }: Pick<ActivityParts, 'vault'>,
  { caseId }: CaseAtHand,
  data: Facts,
): Promise<DocumentValues> {
  const { sealed } = data
  const opened: unknown = typeof sealed === 'string' ? await vault.open(caseId, sealedId(sealed)) : {}
  return { ...asValues(data), ...asValues(opened) }
}

/** Everything a paper of this case may say. */
export async function valuesOf(
  parts: Pick<ActivityParts, 'prisma' | 'vault'>,
  { about, request, paper }: Issue,
): Promise<DocumentValues> {
  const { as, caseId } = request
  const materials = await parts.prisma.material.findMany({
    where: { caseId, state: 'counted' },
    select: { type: true },
    distinct: ['type'],
  })
  const data = await unsealed(parts, about, paper.data)
  const { form, track } = about
  const own = forms[about.kind]?.paperValues?.({ form, track, facts: as.facts, data }) ?? {}
  return {
    ...asValues(about.form),
    own: asValues(own),
    person: personOf(about.form, about.name),
    case: {
      number: about.number,
      kind: about.kind,
      track: about.track,
      receivedOn: as.receivedOn,
      acceptedOn: typeof as.facts['acceptedOn'] === 'string' ? as.facts['acceptedOn'] : undefined,
      materials: materials.map(({ type }) => type),
    },
    facts: asValues(as.facts),
    clocks: asValues(as.clocks),
    reasons: as.reasons,
    data: { ...asValues(as.facts), ...data },
  }
}

const personOf = (form: Draft, name: string): DocumentValues => ({
  ...asValues(form['person']),
  name,
  passportNumber: textAt(form, 'person.passport.number'),
})
