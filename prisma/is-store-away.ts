/** How driver and library tell that there is nobody, or somebody who is just starting or stopping. */
const awayWords = new RegExp(
  [
    "Can't reach database|DatabaseNotReachable|ConnectionClosed|SocketTimeout|Server has closed the connection",
    'Connection terminated|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET',
    'the database system is|terminating connection|57P0[123]',
  ].join('|'),
)

const awayCodes: ReadonlySet<unknown> = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P03'],
])

/** The database is away, or no connection to it was free in time: it comes back, and nobody is to be asked about it. */
export function isStoreAway(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false
  return ('code' in failure && awayCodes.has(failure.code)) || awayWords.test(failure.message)
}
