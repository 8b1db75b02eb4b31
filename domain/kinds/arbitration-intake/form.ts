import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import {
  at,
  type BesideInput,
  commonDoors,
  type Draft,
  dateAt,
  type KindForm,
  schemaByTrack,
  textAt,
} from '../../case/form.ts'
import { actionDoors, decisionDoors } from './acts-form.ts'
import { arbitrationIntake } from './definition.ts'
import { claimantsOf, claimsOf, type DraftClaim, nameOf, representativesOf, respondentsOf } from './draft.ts'
import { checks, companies, faults } from './faults.ts'
import { schemas } from './fields-form.ts'
import { needsAmount } from './finality.ts'
import { paperValues } from './papers.ts'

/** The work permit is asked for where there is one, the authority where an agent files. */
function requiredMaterials(_track: string, draft: Draft, channel: string): readonly string[] {
  const unless: Readonly<Record<string, boolean>> = {
    authority: channel !== 'agent',
    'work-permit': at(draft, 'employment.hasWorkPermit') !== true,
  }
  return Object.keys(arbitrationIntake.materials).filter((type) => unless[type] !== true)
}

function claimFacts({ kind, claimant, amountFen, knewOn, interruptedOn }: DraftClaim): readonly Facts[] {
  if (knewOn === undefined) return []
  return [
    {
      kind: code(kind),
      knewOn,
      ...(claimant === undefined ? {} : { claimant }),
      ...(amountFen === undefined ? {} : { amountFen }),
      ...(interruptedOn === undefined ? {} : { interruptedOn }),
    },
  ]
}

function factsOf(_track: string, draft: Draft): Facts {
  return {
    claims: claimsOf(draft).flatMap(claimFacts),
    respondents: respondentsOf(draft).map((respondent) => ({
      isCompany: textAt(respondent, 'uscc') !== '',
      hasAddress: textAt(respondent, 'address') !== '',
    })),
    workplace: code(textAt(draft, 'employment.workplace')),
    endedOn: dateAt(draft, 'employment.endedOn') ?? null,
    electronic: at(draft, 'address.electronic') === true,
  }
}

/** Chinese nationals, and since 2018 residents of Hong Kong, Macao and Taiwan, work without a permit. */
const withoutPermit: ReadonlySet<string> = new Set(['CHN', 'HKG', 'MAC', 'TWN'])

function isForeigner(track: string, draft: Draft): boolean {
  if (track === 'employer') return true
  const people = track === 'collective' ? claimantsOf(draft) : [{ nationality: textAt(draft, 'person.nationality') }]
  return people.some((person) => !withoutPermit.has(textAt(person, 'nationality')))
}

const flagsOf = (track: string, draft: Draft): readonly string[] =>
  at(draft, 'employment.hasWorkPermit') === false && isForeigner(track, draft) ? ['no-work-permit'] : []

/** Soft faults, shown to the officer as proposed reasons of a correction. */
function proposals({ form, facts }: BesideInput): Facts {
  const proposed: readonly (readonly [string, boolean])[] = [
    ['claim-amount-missing', claimsOf(form).some((claim) => needsAmount(claim.kind) && claim.amountFen === undefined)],
    ['evidence-list-missing', claimsOf(form).some(({ evidence }) => evidence.length === 0)],
    ['address-missing', respondentsOf(form).some((respondent) => textAt(respondent, 'address') === '')],
    ['respondent-unclear', facts['respondentUnknown'] === true],
  ]
  return { proposed: proposed.filter(([, holds]) => holds).map(([reason]) => code(reason)) }
}

const indexIn = ({ data }: BesideInput): number => (typeof data['respondent'] === 'number' ? data['respondent'] : -1)

const respondentIn = (input: BesideInput): Draft => respondentsOf(input.form)[indexIn(input)] ?? {}

/** Whose seat is asked: a respondent's, or the claiming employer's own. */
const uscc = (input: BesideInput): string => textAt(respondentIn(input), 'uscc') || textAt(input.form, 'employer.uscc')

const recipient = (input: BesideInput) => {
  const { form } = input
  if (input.data['party'] === 'claimant')
    return {
      name: nameOf(Object(form['person'])),
      address: textAt(form, 'address.service'),
      phone: textAt(form, 'person.phone'),
    }
  const respondent = respondentIn(input)
  const phone = textAt(respondent, 'contactPhone')
  return {
    name: textAt(respondent, 'name'),
    address: textAt(respondent, 'address'),
    ...(phone === '' ? {} : { phone }),
  }
}

const claimantNames = ({ form, track }: BesideInput): readonly string[] => {
  if (track === 'employer') return [textAt(form, 'employer.name')]
  const people = track === 'collective' ? claimantsOf(form) : [Object(form['person'])]
  return people.map(nameOf)
}

/** Form of the labour arbitration intake (`domain/arbitration-intake.md`, Form). */
export const arbitrationIntakeForm: KindForm = {
  schema: schemaByTrack(schemas),
  requiredMaterials,
  faults,
  companies,
  checks,
  factsOf,
  flagsOf,
  person: (track, draft) =>
    track === 'collective' ? (representativesOf(draft)[0] ?? claimantsOf(draft)[0]) : undefined,
  paperValues,
  actions: { ...commonDoors.actions, ...actionDoors },
  decisions: { ...commonDoors.decisions, ...decisionDoors },
  beside: { proposals },
  payloads: {
    'ask-registry': (input) => ({ uscc: uscc(input) }),
    accept: (input) => ({
      acceptedOn: input.data['acceptedOn'],
      claims: claimsOf(input.form).length,
      claimants: claimantNames(input),
      respondents: respondentsOf(input.form).map((respondent) => textAt(respondent, 'name')),
    }),
    ship: (input) => {
      const { party, respondent } = input.data
      return {
        recipient: recipient(input),
        contents: input.data['contents'],
        about: party === undefined ? { respondent } : { party },
      }
    },
    'hand-over-file': ({ document, data, words }) => ({
      docketNumber: words?.['docketNumber'] ?? data['docketNumber'],
      fileNumber: document?.number,
      sha256: document?.sha256,
    }),
  },
}
