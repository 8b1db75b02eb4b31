/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Canonical JSON (RFC 8785, "JCS"): no white space, members ordered by the code units of their names, so that equal values
 * have equal bytes. Throws a `RangeError` for what has no such form: numbers that are not finite, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('no JSON form: not a finite number')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  return `{${Object.entries(value).sort(byName).map(canonicalMember).join(',')}}`
}

function canonicalMember([name, value]: readonly [string, Json]): string {
  return `${canonicalString(name)}:${canonicalJson(value)}`
}

function canonicalString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError('no JSON form: a lone surrogate')
  return JSON.stringify(text)
}

function byName([one]: readonly [string, Json], [other]: readonly [string, Json]): number {
  return one < other ? -1 : 1
}

// `Array.isArray` does not tell a read-only list from an object.
function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value)
}
