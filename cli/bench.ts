import type { Figure } from './bench/figure.ts'

/**
 * npm run bench [-- NAME]: measures, and prints one JSON line a figure. Every ratio is taken against its baseline in the
 * same run: a limit, or the same thing done barely.
 */
const benches: Readonly<Record<string, () => Promise<Iterable<Figure> | AsyncIterable<Figure>>>> = {
  permit: async () => (await import('./bench/permit.ts')).benchPermit(),
  straight: async () => (await import('./bench/straight.ts')).benchStraight(),
  api: async () => (await import('./bench/api.ts')).benchApi(),
  inbox: async () => (await import('./bench/inbox.ts')).benchInbox(),
  pdf: async () => (await import('./bench/pdf.ts')).benchPdf(),
  allocation: async () => (await import('./bench/allocation.ts')).benchAllocation(),
  calendar: async () => (await import('./bench/calendar.ts')).benchCalendar(),
  round: async () => (await import('./bench/round.ts')).benchRound(),
}

/** Twenty thousand applications take hours: only whoever names it waits for it. */
const byNameOnly: ReadonlySet<string> = new Set(['round'])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: name any of ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 ? !asked.includes(name) : byNameOnly.has(name)) continue
  for await (const figure of await bench()) console.log(JSON.stringify(figure))
}
process.exit(0)
