/** Identical apartments of one building and type; it can have none left. */
export type Lot = {
  readonly id: string
  /** An apartment is in one lot only. */
  readonly apartments: readonly string[]
  /** Smallest and largest household that fits, 1–99. */
  readonly minPersons: number
  readonly maxPersons: number
  /** Groups that go first here, the first of them before all others. */
  readonly priority: readonly string[]
}

/** What a household asks for, under a pseudonym made at filing. */
export type Application = {
  readonly code: string
  readonly persons: number
  readonly groups: readonly string[]
  /** 1–10 lots, most wanted first. */
  readonly preferences: readonly string[]
}

/** What is sealed after deadline and objections. */
export type SealedList = {
  readonly round: string
  readonly lots: readonly Lot[]
  readonly applications: readonly Application[]
}

/** An earlier draw which this one replaces for a founded objection. */
export type Superseded = { readonly round: string; readonly bundleHash: string; readonly reason: string }

/** All that a draw is made from. */
export type DrawInput = SealedList & {
  readonly format: 'onevisit-draw-1'
  /** 32 random bytes, committed to before the round opened, in hex. */
  readonly seed: string
  /** Codes withdrawn between sealing and draw: numbered, and taking part in nothing. */
  readonly withdrawn: readonly string[]
  /** Strings given in public after sealing, in the order given. */
  readonly witnesses: readonly string[]
  readonly supersedes: Superseded | null
}

/** The apartment a winner was assigned. */
export type Assignment = { readonly lot: string; readonly apartment: string }

/** A draw as it is published: everything anyone needs to check it. */
export type Bundle = DrawInput & {
  readonly commitment: string
  readonly listHash: string
  readonly numbers: Readonly<Record<string, string>>
  readonly assignments: Readonly<Record<string, Assignment>>
  readonly waiting: Readonly<Record<string, readonly string[]>>
}
