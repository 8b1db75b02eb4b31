/** The name field of an MRZ in its parts, as printed: letters and single spaces. */
export type MrzName = {
  readonly familyName: string
  readonly givenNames: string
  /** The last position is a letter, so the name may have been cut short (and may just fit). */
  readonly nameTruncated: boolean
}

/** The name field (39 characters) in its parts, or undefined: no family name, a second `<<`, a part beginning with `<`. */
export function readMrzName(field: string): MrzName | undefined {
  const name = field.replace(/<+$/, '')
  const divider = name.indexOf('<<')
  const family = divider < 0 ? name : name.slice(0, divider)
  const given = divider < 0 ? '' : name.slice(divider + 2)
  if (family === '' || [family, given].some((part) => part.startsWith('<') || part.includes('<<'))) return undefined
  return {
    familyName: family.replaceAll('<', ' '),
    givenNames: given.replaceAll('<', ' '),
    nameTruncated: /[A-Z]$/.test(field),
  }
}
