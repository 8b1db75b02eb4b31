import { expandedFoldName, foldName } from './fold-name.ts'
import { faulty, type IdentifierCheck } from './identifier-check.ts'

/** A name as the form has it, and as the machine-readable zone of the passport has it. */
export type NameMatchInput = {
  readonly form: { readonly familyName: string; readonly givenNames: string }
  readonly mrz: { readonly familyName: string; readonly givenNames: string; readonly nameTruncated: boolean }
}

/**
 * Does the form say what the MRZ says? Valid with `how` (`same`, `truncated`), else `not-comparable` (to be compared by
 * eye), `order-swapped` or `different`: all three are for the officer to look at and never refuse anybody.
 */
export function matchNames({ form, mrz }: NameMatchInput): IdentifierCheck {
  const family = foldings(form.familyName)
  const given = foldings(form.givenNames)
  if (![...family, ...given].every((folded) => /^[A-Z]*$/.test(folded))) return faulty('not-comparable')

  const printed = { family: foldName(mrz.familyName), given: foldName(mrz.givenNames) }
  if (family.includes(printed.family) && given.includes(printed.given)) return matched('same')
  if (mrz.nameTruncated && isCutShort({ family, given }, printed)) return matched('truncated')
  if (family.includes(printed.given) && given.includes(printed.family)) return faulty('order-swapped')
  return faulty('different')
}

type Written = { readonly family: readonly string[]; readonly given: readonly string[] }
type Printed = { readonly family: string; readonly given: string }

// Position 44 cuts the given names, or, where none fitted, the family name.
function isCutShort(written: Written, printed: Printed): boolean {
  if (printed.given === '') return written.family.some((folded) => folded.startsWith(printed.family))
  return written.family.includes(printed.family) && written.given.some((folded) => folded.startsWith(printed.given))
}

function foldings(name: string): readonly string[] {
  return [foldName(name), expandedFoldName(name)]
}

function matched(how: 'same' | 'truncated'): IdentifierCheck {
  return { valid: true, parts: { how } }
}
