import { purposes } from '../../../domain/booking/roster.ts'
import { languages } from '../../../domain/case/language.ts'
import type { Problem } from '../../problems.ts'
import type { Field, Option } from '../fields.ts'
import type { SignedVisit } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import { officerOptions } from '../staff/officers.ts'
import { textOf, textsOf } from '../typed.ts'

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const chosen = (options: readonly Option[], value: string): readonly Option[] =>
  options.map((option) => ({ ...option, chosen: option.value === value }))

/** What an absence is entered with; what was typed stands again where it was refused. */
export async function absenceFields(visit: SignedVisit, wrong: Problem | undefined): Promise<readonly Field[]> {
  const { kit, speech, sent } = visit
  const field = fieldsFor(speech, wrong?.errors)
  const value = (name: string) => (wrong === undefined ? '' : textOf(sent, name))
  const options = await officerOptions(kit)
  const officer = (name: string) => chosen(options, value(name))
  return [
    field({ name: 'officer', label: 'team.officer', input: 'select', options: officer('officer') }),
    field({ name: 'from', label: 'team.from', input: 'date', value: value('from') }),
    field({ name: 'to', label: 'team.to', input: 'date', value: value('to') }),
    field({
      name: 'substitute',
      label: 'team.substitute',
      input: 'select',
      optional: true,
      options: officer('substitute'),
    }),
  ]
}

/** What a roster is entered with. */
export async function rosterFields(visit: SignedVisit, wrong: Problem | undefined): Promise<readonly Field[]> {
  const { kit, speech, sent } = visit
  const field = fieldsFor(speech, wrong?.errors)
  const value = (name: string) => (wrong === undefined ? '' : textOf(sent, name))
  const choices = (name: string, values: readonly (readonly [string, string])[]): readonly Option[] =>
    values.map(([each, label]) => ({ value: each, label, chosen: textsOf(sent, name).includes(each) }))
  const forWhat = purposes.map((each) => [each, speech.p(`bookings.purpose.${each}`)] as const)
  const onDays = days.map((day, index) => [day, speech.weekdays[index] ?? day] as const)
  const spoken = languages.map((each) => [each, speech.t(`common:languages.${each}`)] as const)
  const officers = chosen(await officerOptions(kit), value('officer'))
  const fields = [
    field({ name: 'officer', label: 'team.officer', input: 'select', options: officers }),
    field({ name: 'purpose', label: 'team.purpose', input: 'radio', options: choices('purpose', forWhat) }),
    field({ name: 'days', label: 'team.days', input: 'checkbox', options: choices('days', onDays) }),
    field({ name: 'from', label: 'team.from', input: 'time', value: value('from') }),
    field({ name: 'to', label: 'team.to', input: 'time', value: value('to') }),
    field({ name: 'languages', label: 'team.languages', input: 'checkbox', options: choices('languages', spoken) }),
  ]
  // Both forms stand on one page: an id is given once.
  return fields.map((each) => ({ ...each, id: `${each.id}-roster` }))
}
