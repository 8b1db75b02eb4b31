/** Province-level codes of GB/T 2260, and 83 for residence permits of Taiwan residents. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Whether a region code begins with a province-level code of GB/T 2260 (or 83). */
export function inKnownProvince(region: string): boolean {
  return PROVINCES.has(region.slice(0, 2))
}
