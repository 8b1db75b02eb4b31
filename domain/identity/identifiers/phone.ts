import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { withoutSeparators } from './tidy.ts'

const MOBILE_CN = /^\+861[3-9][0-9]{9}$/
const BEIJING = /^\+8610[0-9]{8}$/

const RULES: readonly FaultRule<string>[] = [
  ['empty', (phone) => phone === ''],
  ['wrong-characters', (phone) => !/^\+?[0-9]*$/.test(phone)],
  ['country-code-missing', (phone) => !phone.startsWith('+')],
  ['wrong-length', (phone) => phone.length < 1 + 7 || phone.length > 1 + 15],
  ['wrong-structure', (phone) => phone.startsWith('+0')],
  ['trunk-zero', (phone) => phone.startsWith('+860')],
  ['wrong-structure', (phone) => phone.startsWith('+861') && !MOBILE_CN.test(phone) && !BEIJING.test(phone)],
]

/** Telephone number in E.164, at most 15 digits. Whether a mobile of China can get text messages is told by `mobileCn`. */
export function checkPhone(input: string): IdentifierCheck {
  const phone = withCountryCode(withoutSeparators(input.normalize('NFKC')).replace(/[.()]/g, ''))
  const fault = firstFault(RULES, phone)
  return fault ? faulty(fault) : accepted(phone, { mobileCn: MOBILE_CN.test(phone) })
}

function withCountryCode(dialled: string): string {
  if (dialled.startsWith('00')) return `+${dialled.slice(2)}`
  return /^1[3-9][0-9]{9}$/.test(dialled) ? `+86${dialled}` : dialled
}
