/**
 * What leaves the house by a signature alone, in the same breath: what an officer is shown before they sign. An outcome
 * without one leads to further steps first (another office, an appointment), whose answers the letter needs.
 */
export type Sending = {
  readonly papers: readonly string[]
  readonly messages: readonly string[]
  /** The clock that the signature starts and that letter and mail name. */
  readonly clock?: string
  /** The outcome's reasons and the officer's words for the letter are said. */
  readonly isReasoned?: true
  /** The officer's question goes into the mail. */
  readonly isQuestion?: true
  /** Tasks whose signatures the paper names, in order; this one's among them. */
  readonly signedBy?: readonly string[]
  /** With it the case is accepted. */
  readonly accepts?: true
  /** Only on these tracks, or while the case has this status; else something else comes first. */
  readonly tracks?: readonly string[]
  readonly status?: string
}

/** Everything that is missing is said at once. */
export const asksCorrections = (task: string): Sending => ({
  papers: ['correction-notice'],
  messages: ['corrections-needed'],
  clock: 'correction',
  isReasoned: true,
  signedBy: [task],
})

/** The matter is another body's: which, where, how. */
export const redirects: Sending = { papers: ['redirect-notice'], messages: ['redirected'], isReasoned: true }

/** Refused by two: the letter says why. */
export const refuses: Sending = {
  papers: ['refusal-notice'],
  messages: ['refused'],
  isReasoned: true,
  signedBy: ['examine', 'approve'],
}
