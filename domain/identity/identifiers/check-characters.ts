/** Alphabet of GB 32100-2015, values 0–30 in this order (no I O S V Z). */
export const BASE_31 = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Crockford's base32 alphabet, values 0–31 in this order (no I L O U). */
export const CROCKFORD_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Check character of GB 32100-2015: S = Σ value(cᵢ) · 3^(i−1) mod 31; the value is (31 − S mod 31) mod 31, so that a
 * remainder of 0 gives `0`. Expects characters of `BASE_31` only.
 */
export function checkBase31(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body) {
    sum += BASE_31.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return BASE_31.charAt((31 - (sum % 31)) % 31)
}

/** Check character of ISO 7064 MOD 11-2 over digits: `0`–`9` or `X`. Every character of the body is a digit. */
export function checkMod11(body: string): string {
  let remainder = 0
  for (const digit of body) remainder = ((remainder + Number(digit)) * 2) % 11
  return '10X98765432'.charAt(remainder)
}

/** Check digit 7-3-1 of ICAO Doc 9303-3: `<` is 0, digits themselves, A = 10 … Z = 35; weights 7, 3, 1 repeating, mod 10. */
export function check731(field: string): string {
  let sum = 0
  Array.from(field).forEach((character, index) => {
    sum += valueIn9303(character) * ([7, 3, 1][index % 3] ?? 0)
  })
  return String(sum % 10)
}

function valueIn9303(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36)
}

/**
 * Check character of our verification codes: in GF(32) with x⁵+x²+1, h = 2·(h xor value) for each character from the left.
 * Catches every single error and every exchange of two characters. Expects characters of `CROCKFORD_32` only.
 */
export function checkField32(body: string): string {
  let state = 0
  for (const character of body) state = doubled(state ^ CROCKFORD_32.indexOf(character))
  return CROCKFORD_32.charAt(state)
}

function doubled(value: number): number {
  const shifted = value << 1
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted
}
