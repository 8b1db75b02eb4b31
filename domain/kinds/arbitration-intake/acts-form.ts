import { z } from 'zod'
import { type Code, code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { type DataDoor, date, instant, type KnownBeside, nothingBesides, textAt, words } from '../../case/form.ts'
import { type Refusal, refuse } from '../../case/refusal.ts'
import { foldName } from '../../identity/identifiers/fold-name.ts'
import { formatInstant, type LocalDate, parseInstant, parseLocalDate } from '../../time/local-date.ts'
import { claimantsOf, nameOf, respondentsOf } from './draft.ts'
import { claims, joiningRespondent } from './fields-form.ts'

const text = z.string().trim().min(1).max(4000)
const respondent = z.number().int().min(0).max(49)

const ofRespondent = z.strictObject({
  respondent: respondent.optional(),
  servedOn: date().optional(),
  text: text.optional(),
})

const served = (data: z.infer<typeof ofRespondent>): Facts => {
  const servedOn: LocalDate | undefined = data.servedOn === undefined ? undefined : parseLocalDate(data.servedOn)
  return {
    ...(data.respondent === undefined ? {} : { respondent: data.respondent }),
    ...(servedOn === undefined ? {} : { servedOn }),
  }
}

/** Which respondent, on which day; what else is said is sealed. */
const respondentDoor: DataDoor = { schema: ofRespondent, facts: (data) => served(ofRespondent.parse(data)) }

const counterclaim = z.strictObject({ respondent, text })
const counterclaimDoor: DataDoor = {
  schema: counterclaim,
  facts: (data) => ({ respondent: counterclaim.parse(data).respondent }),
}

const consent = z.strictObject({ respondent })
const consentDoor: DataDoor = { schema: consent, facts: (data) => ({ respondent: consent.parse(data).respondent }) }

const reasoned: DataDoor = { schema: z.strictObject({ reason: text }), facts: () => ({}) }
const noted: DataDoor = { schema: z.strictObject({ text: text.optional() }), facts: () => ({}) }

const tribunal = z.strictObject({ arbitrators: z.array(words(100)).min(1).max(9) })
const tribunalDoor: DataDoor = {
  schema: tribunal,
  facts: (data) => ({ arbitrators: tribunal.parse(data).arbitrators.length }),
  admit: (data, known) => conflictOf(tribunal.parse(data).arbitrators, known),
}

/** No party, no agent and not the officer of the review is an arbitrator; names are compared folded, in any order. */
function conflictOf(arbitrators: readonly string[], { form, agent, signers }: KnownBeside): Refusal | undefined {
  const reviewers = signers.filter(({ task }) => task === 'review-filing').map(({ name }) => name)
  const people = [form['person'], ...claimantsOf(form)].map((person) => nameOf(Object(person)))
  const parties = respondentsOf(form).map((each) => textAt(each, 'name'))
  const others = [...people, ...parties, textAt(form, 'employer.contactName'), agent ?? '', ...reviewers]
  const taken = new Set(others.filter((name) => name !== '').flatMap(asCompared))
  return arbitrators.some((name) => asCompared(name).some((each) => taken.has(each)))
    ? refuse('conflict-of-interest')
    : undefined
}

/** As written together, and its parts in any order: names are written either way round. */
function asCompared(name: string): readonly string[] {
  const parts = name.split(/[\s,·]+/).map(foldName)
  return [
    foldName(name),
    parts
      .filter((part) => part !== '')
      .toSorted()
      .join(' '),
  ]
}

const hearing = z.strictObject({ at: instant(), room: words(60) })
const hearingDoor: DataDoor = {
  schema: hearing,
  facts: (data): { at?: Code } => {
    const at = parseInstant(hearing.parse(data).at)
    return at === undefined ? {} : { at: code(formatInstant(at)) }
  },
}

const joinderDoor: DataDoor = {
  schema: joiningRespondent,
  facts: () => ({}),
  // After all who are there by then: the same place however often it is written.
  proposes: (data, { respondents }) => ({
    [`respondents.${Array.isArray(respondents) ? respondents.length : 0}`]: data,
  }),
}

const changed = z.strictObject({ claims })
const changeDoor: DataDoor = {
  schema: changed,
  facts: () => ({}),
  proposes: (data) => ({ claims: changed.parse(data).claims }),
}

/** Doors of the kind's own actions. */
export const actionDoors: Readonly<Record<string, DataDoor>> = {
  'take-to-court': nothingBesides,
  'agree-to-mediation': nothingBesides,
  'ask-postponement': reasoned,
  'add-respondent': joinderDoor,
  'change-claims': changeDoor,
  'record-mediation-consent': consentDoor,
  'record-counterclaim': counterclaimDoor,
  'take-over': noted,
  suspend: reasoned,
  resume: noted,
}

/** Doors of the kind's own tasks. */
export const decisionDoors: Readonly<Record<string, DataDoor>> = {
  'review-filing': nothingBesides,
  'decide-acceptance': nothingBesides,
  'choose-service': respondentDoor,
  'record-defence': respondentDoor,
  'record-mediation': noted,
  'form-tribunal': tribunalDoor,
  'fix-hearing': hearingDoor,
  'decide-postponement': noted,
  'prepare-file': nothingBesides,
  'hand-over-file': nothingBesides,
  'decide-joinder': noted,
  'decide-change': noted,
  'decide-counterclaim': noted,
  'decide-withdrawal': noted,
}
