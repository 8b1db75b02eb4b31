import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { at, type BesideInput, type Draft, dateAt, textAt } from '../../case/form.ts'
import { agreesWithMrz } from '../../case/passport-zone.ts'
import { addMonths, localDateOf, parseLocalDate } from '../../time/local-date.ts'
import {
  type Degree,
  type DomesticDegree,
  type EligibilityInput,
  judgeEligibility,
  proposedRefusals,
} from './eligibility.ts'
import { familyOf } from './papers-asked.ts'
import { grantableUntil, yearsGranted } from './rules.ts'

/** A passport should have six months left (R). */
const passportMonths = 6

/** Soft faults: shown to the officer as proposed reasons of a correction, never decided by the system. */
function proposals({ form, facts, at: now }: BesideInput): Facts {
  const today = localDateOf(now)
  const expiresOn = dateAt(form, 'person.passport.expiresOn')
  const proposed: readonly (readonly [string, boolean])[] = [
    ['passport-expires-soon', expiresOn !== undefined && expiresOn < addMonths(today, passportMonths)],
    ['name-mismatch', !agreesWithMrz(form, today)],
    ['employer-not-active', facts['employerState'] !== undefined && facts['employerState'] !== 'active'],
  ]
  return { proposed: proposed.filter(([, holds]) => holds).map(([reason]) => code(reason)) }
}

const degrees: readonly Degree[] = ['bachelor', 'master', 'doctor']
const domesticDegrees: readonly DomesticDegree[] = ['none', 'bachelor', 'double-first-class-bachelor']

const oneOf = <Word extends string>(words: readonly Word[], text: string): Word | undefined =>
  words.find((word) => word === text)

const numberAt = (form: Draft, path: string): number | undefined => {
  const found = at(form, path)
  return typeof found === 'number' ? found : undefined
}

const wordOf = (value: Facts[string]): string | undefined => (typeof value === 'string' ? value : undefined)

function contributionsOf({ contributionMonths: months, contributionGaps: gaps, contributionBase: baseRatio }: Facts) {
  const isKnown = typeof months === 'number' && typeof gaps === 'number' && typeof baseRatio === 'number'
  return isKnown ? { months, gaps, baseRatio } : undefined
}

const childrenOf = (form: Draft): EligibilityInput['children'] =>
  familyOf(form).flatMap((member) => {
    const birthDate = dateAt(member, 'birthDate')
    if (member['relation'] !== 'child' || birthDate === undefined) return []
    return [{ birthDate, atSchool: member['atSchool'] === true }]
  })

/** Each condition with its value and its source, judged as of the day of receipt by what the registers have answered so far. */
function eligibility({ form, track, facts, data, at: now }: BesideInput): Facts {
  const receivedOn = parseLocalDate(wordOf(data['receivedOn']) ?? '') ?? localDateOf(now)
  const conditions = judgeEligibility({
    track,
    receivedOn,
    degree: oneOf(degrees, textAt(form, 'study.degree')),
    rank: numberAt(form, 'study.rank'),
    domesticDegree: oneOf(domesticDegrees, textAt(form, 'study.domesticDegree')),
    daysAbroad: numberAt(form, 'study.daysAbroad'),
    returnedOn: dateAt(form, 'returnedOn'),
    firstJobOn: dateAt(form, 'firstJobOn'),
    contractEndsOn: dateAt(form, 'contract.endsOn'),
    credential: wordOf(facts['credential']),
    employerState: wordOf(facts['employerState']),
    contributions: contributionsOf(facts),
    children: childrenOf(form),
  })
  const proposed = [...proposedRefusals(conditions), ...(facts['mismatch'] === true ? ['originals-mismatch'] : [])]
  return {
    eligible: conditions.every(({ met }) => met === true),
    conditions: conditions.map(({ condition, met, value, source }) => ({
      condition: code(condition),
      met,
      value: typeof value === 'string' ? code(value) : value,
      source: code(source),
    })),
    proposedRefusals: proposed.map(code),
  }
}

const limitsOf = (form: Draft) =>
  [dateAt(form, 'contract.endsOn'), dateAt(form, 'person.passport.expiresOn')].filter((day) => day !== undefined)

/** Until when an approval leaves a permit of one year; null when none can. */
const term = ({ form }: BesideInput): Facts => ({ grantableUntil: grantableUntil(limitsOf(form)) })

/** Years and last day of the permit as granted on the day of `at`. */
const grant = ({ form, at: now }: BesideInput): Facts =>
  yearsGranted(numberAt(form, 'requestedYears') ?? 1, localDateOf(now), limitsOf(form))

/** Rules of the kind that need the person: run where the personal data is. */
export const besideRules = { proposals, eligibility, term, grant }
