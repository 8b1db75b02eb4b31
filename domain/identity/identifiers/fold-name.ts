const UPPER_CASE_LEFT_ALONE: ReadonlySet<string> = new Set('ıßĸ')

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'SS',
  ẞ: 'SS',
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Ð: 'D',
  Đ: 'D',
  Þ: 'TH',
  Ł: 'L',
  Ħ: 'H',
  Ŧ: 'T',
  Ŋ: 'N',
  ı: 'I',
  ĸ: 'K',
}

const TRANSLITERATED: Readonly<Record<string, string>> = { Ä: 'AE', Å: 'AA', Ö: 'OE', Ü: 'UE', Ø: 'OE' }

/**
 * A name as it is compared: upper case, letters without a decomposition by table, no marks, nothing but letters and digits
 * (spaces, hyphens, apostrophes and dots go entirely, as the MRZ itself drops apostrophes). Never shown to anyone.
 */
export function foldName(name: string): string {
  return foldUpperCase(upperCase(name))
}

/** As `foldName`, with the umlauts and Å Ø written out as ICAO Doc 9303-3 transliterates them. */
export function expandedFoldName(name: string): string {
  return foldUpperCase(replaceLetters(upperCase(name), TRANSLITERATED))
}

function foldUpperCase(name: string): string {
  const decomposed = replaceLetters(name, LETTERS).normalize('NFKD').replace(/\p{M}/gu, '')
  // U+02BC is an apostrophe to people, though Unicode counts it among the letters.
  return replaceLetters(decomposed, LETTERS).replace(/[^\p{L}\p{Nd}]|\u02BC/gu, '')
}

// By character, so that no language's or position's own rule (final sigma) gets in.
function upperCase(name: string): string {
  const characters = Array.from(name.normalize('NFC'))
  return characters.map((one) => (UPPER_CASE_LEFT_ALONE.has(one) ? one : one.toUpperCase())).join('')
}

function replaceLetters(text: string, table: Readonly<Record<string, string>>): string {
  return Array.from(text, (one) => (Object.hasOwn(table, one) ? (table[one] ?? one) : one)).join('')
}
