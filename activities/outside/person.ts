/** A person as outside systems are told of them; fetched from the vault by the activity that asks, never kept. */
export interface OutsidePerson {
  readonly familyName: string
  readonly givenNames: string
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string
  /** Local date. */
  readonly birthDate: string
  readonly sex: 'F' | 'M' | 'X'
  readonly passportNumber: string
  readonly residentId?: string
}
