import type { RequestHandler } from 'express'
import { definitions } from '../../../domain/kinds/index.ts'
import { formatInstant, instantFromMillis } from '../../../domain/time/local-date.ts'
import { type Waiting, waitingBySystem } from '../../../prisma/connections.ts'
import { signedPage } from '../guard.ts'
import { type Kit, show } from '../kit.ts'
import { say } from '../manager/sla-words.ts'
import type { Speech } from '../speech.ts'

/** Every outside system that any kind asks. */
const systems = [
  ...new Set(definitions.flatMap(({ steps }) => Object.values(steps).map(({ system }) => system))),
].toSorted()

/** What stops in each kind while the system is away: the steps that ask it. */
function stopsOf(speech: Speech, system: string) {
  return definitions.flatMap(({ kind, steps }) => {
    const asked = Object.values(steps).filter((step) => step.system === system)
    const operations = [...new Set(asked.map(({ operation }) => operation))]
    const words = operations.map((operation) => speech.ofKind('pages', `operations.${operation}`) ?? operation)
    return asked.length === 0 ? [] : [{ label: speech.word(kind, 'name'), value: words.join(' · ') }]
  })
}

function stateOf(speech: Speech, waiting: Waiting | undefined) {
  if (waiting === undefined) return { tone: 'good', stateText: say(speech, 'connections.well'), detail: '' }
  const since = formatInstant(instantFromMillis(waiting.since.getTime()))
  return {
    tone: 'bad',
    stateText: say(speech, 'connections.waiting', { count: waiting.cases }),
    detail: say(speech, 'connections.since', { since: speech.dateTime(since) }),
  }
}

/** Every outside system: whether anything waits for it, and what stops while it is away. */
export const connectionsPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'rescue-step', async (visit) => {
    const { speech } = visit
    const waiting = await waitingBySystem(kit.parts.prisma)
    const shown = systems.map((system) => ({
      id: system,
      name: speech.word('common', `systems.${system}`),
      ...stateOf(
        speech,
        waiting.find((each) => each.system === system),
      ),
      stops: stopsOf(speech, system),
    }))
    const data = { systems: shown.toSorted((one, other) => one.tone.localeCompare(other.tone)) }
    await show(visit, { template: 'connections', title: say(speech, 'connections.title'), data })
  })
