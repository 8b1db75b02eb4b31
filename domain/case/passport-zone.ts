import { checkIdentifier } from '../identity/identifiers/check-identifier.ts'
import type { LocalDate } from '../time/local-date.ts'
import { at, type Draft, textAt } from './form.ts'

/** The form says what the passport's machine-readable zone says; where there is none, nothing disagrees. */
export function agreesWithMrz(form: Draft, today: LocalDate): boolean {
  const mrz = at(form, 'person.passport.mrz')
  if (!Array.isArray(mrz)) return true
  const read = checkIdentifier('mrz-td3', mrz.map(String), today)
  if (!read.valid) return false
  const { familyName, givenNames, nameTruncated, passportNumber, birthDate, expiresOn, nationality } = read.parts
  const sameName = checkIdentifier('name-match', {
    form: { familyName: textAt(form, 'person.familyName'), givenNames: textAt(form, 'person.givenNames') },
    mrz: { familyName: String(familyName), givenNames: String(givenNames), nameTruncated: nameTruncated === true },
  })
  const number = checkIdentifier('passport-number', textAt(form, 'person.passport.number'))
  // Compared by YYMMDD only: a person over a hundred reads a century younger in the zone.
  const day = (text: string) => text.slice(2)
  return (
    (sameName.valid || sameName.code === 'not-comparable') &&
    (!number.valid || number.normalised === passportNumber) &&
    day(textAt(form, 'person.birthDate')) === day(String(birthDate)) &&
    textAt(form, 'person.passport.expiresOn') === expiresOn &&
    textAt(form, 'person.nationality') === nationality
  )
}
