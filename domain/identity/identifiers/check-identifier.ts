import type { LocalDate } from '../../time/local-date.ts'
import { checkCaseNumber } from './case-number.ts'
import type { IdentifierCheck } from './identifier-check.ts'
import { checkMrzTd3 } from './mrz-td3.ts'
import { checkName } from './name.ts'
import { matchNames, type NameMatchInput } from './name-match.ts'
import { checkPassportNumber } from './passport-number.ts'
import { checkPermanentResidentId } from './permanent-resident-id.ts'
import { checkPhone } from './phone.ts'
import { checkResidentId } from './resident-id.ts'
import { checkUscc } from './uscc.ts'
import { checkVerificationCode } from './verification-code.ts'
import { checkWorkPermitNumber } from './work-permit-number.ts'

/** What each type of identifier is checked from: text, except the two lines of an MRZ and the two names of a match. */
export type IdentifierInputs = {
  readonly uscc: string
  readonly 'resident-id': string
  readonly 'permanent-resident-id': string
  readonly 'mrz-td3': string | readonly string[]
  readonly 'passport-number': string
  readonly 'work-permit-number': string
  readonly 'case-number': string
  readonly 'verification-code': string
  readonly phone: string
  readonly name: string
  readonly 'name-match': NameMatchInput
}

/** The types of identifiers there are. */
export type IdentifierType = keyof IdentifierInputs

type Check<Type extends IdentifierType> = (input: IdentifierInputs[Type], onDate?: LocalDate) => IdentifierCheck

const CHECKS: { readonly [Type in IdentifierType]: Check<Type> } = {
  uscc: checkUscc,
  'resident-id': checkResidentId,
  'permanent-resident-id': checkPermanentResidentId,
  'mrz-td3': checkMrzTd3,
  'passport-number': checkPassportNumber,
  'work-permit-number': checkWorkPermitNumber,
  'case-number': checkCaseNumber,
  'verification-code': checkVerificationCode,
  phone: checkPhone,
  name: checkName,
  'name-match': matchNames,
}

/**
 * Whether an identifier is accepted, how it is written from now on, and what it tells; or its one fault, the first that
 * applies. `onDate` is the local day of the check: without it no date is refused for lying in the future.
 */
export function checkIdentifier<Type extends IdentifierType>(
  type: Type,
  input: IdentifierInputs[Type],
  onDate?: LocalDate,
): IdentifierCheck {
  return CHECKS[type](input, onDate)
}
