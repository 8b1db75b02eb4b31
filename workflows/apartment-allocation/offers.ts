import { type Code, code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { isOver } from '../../domain/kinds/apartment-allocation/round.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { firstOf } from '../kit/first-of.ts'
import type { Clock } from '../kit/index.ts'
import {
  type Accepted,
  type Application,
  acceptOffer,
  type Dwelling,
  giveUp,
  type Place,
  placeInRound,
  shown,
} from './apartments.ts'
import { untilMovedIn } from './contract.ts'

/** What was told last, so that each change is told once. */
type Memory = {
  drawnIn?: Place['round']
  dwelling?: Dwelling
  offeredAt?: string | null
  clock?: Clock
  letter?: string | undefined
}

/** From the list of the round to the keys: drawn, offered, perhaps bettered, perhaps waiting until the round closes. */
export async function allocated(application: Application): Promise<Closing | undefined> {
  const memory: Memory = {}
  for (;;) {
    const told = application.timesTold
    const place = await placeInRound(application)
    const next = await lived(application, memory, place)
    if (next === 'moved-in') return undefined
    if (typeof next === 'object') return next
    if (next === 'wait') await application.when(() => application.timesTold !== told)
  }
}

/** `wait`: nothing before something changes; `look`: it has; `moved-in`: this is their home now. */
type Next = Closing | 'wait' | 'look' | 'moved-in'

async function lived(application: Application, memory: Memory, place: Place): Promise<Next> {
  if (place.state === 'gone' || place.state === 'withdrawn') return await notAllocated(application)
  if (place.dwelling !== null && place.state === 'offered') return await offered(application, memory, place)
  if (place.dwelling !== null) return await accepted(application, place.dwelling, application.now)
  await lost(application, memory, place)
  if (isOver(place.roundState)) return await notAllocated(application, place)
  if (place.state === 'waiting') await waiting(application, memory, place)
  return 'wait'
}

/** The round is closed, or was cancelled. */
async function notAllocated(application: Application, place?: Place): Promise<Closing> {
  await application.undo()
  await application.tell('not-allocated')
  return closedAs('not-allocated', place?.roundState === 'cancelled' ? [code('round-cancelled')] : [])
}

/** What was offered is gone: the apartment dropped out, or the round is drawn again. */
async function lost(application: Application, memory: Memory, { round }: Place): Promise<void> {
  if (memory.dwelling === undefined) return
  memory.clock?.cancel()
  delete memory.dwelling
  application.learn({ roundCode: round, lot: null, apartment: null })
  application.stage('drawn', 'centre')
  await application.tell('offer-changed')
}

/** Drawn, and nothing yet: why, and at which place on which list. */
async function waiting(application: Application, memory: Memory, place: Place): Promise<void> {
  application.stage('drawn', 'centre')
  if (memory.drawnIn === place.round) return
  memory.drawnIn = place.round
  application.learn({ explanation: place.explanation })
  await application.tell('waiting-listed', { data: { standings: standingsOf(place) } })
}

/** Where they stand lot by lot, and why: `lot:status:place`. */
const standingsOf = ({ explanation }: Place): readonly Code[] =>
  explanation.map(({ lot, status, place }) => code(`${lot}:${status}:${place ?? 0}`))

/** An open offer: accepted, declined, left to lapse, or bettered while they decide. */
async function offered(application: Application, memory: Memory, place: Place): Promise<Next> {
  const { dwelling } = place
  if (dwelling === null) return 'look'
  const clock = await announced(application, memory, { ...place, dwelling })
  application.stage('offer', 'applicant')
  const told = application.timesTold
  // A viewing can be booked as long as it is theirs to decide; it does not stop the clock.
  application.bookable('viewing', true)
  const answer = await firstOf({
    accept: () => application.action('accept-offer', { within: clock }),
    decline: () => application.action('decline-offer', { within: clock }),
    changed: () => application.when(() => application.timesTold !== told),
  })
  application.bookable('viewing', false)
  if (answer.way === 'changed') return 'look'
  if (answer.got === undefined) return await lapsed(application)
  if (answer.way === 'decline') return await declined(application, clock, answer.got.at)
  const taken = await accepting(application, dwelling, answer.got.at)
  if (!taken) return 'look'
  clock.met(answer.got.at)
  return await accepted(application, dwelling, answer.got.at)
}

type At = ReturnType<typeof parseInstant> & number

/** Told once: the letter, and the clock of the offer; of another apartment in the same lot the clock runs on. */
async function announced(
  application: Application,
  memory: Memory,
  place: Place & { readonly dwelling: Dwelling },
): Promise<Clock> {
  const { dwelling, offeredAt, round } = place
  const running = runningFor(memory, offeredAt)
  if (running !== undefined && memory.dwelling?.apartment === dwelling.apartment) return running
  const clock = running ?? started(application, memory, offeredAt)
  const news = running === undefined ? 'offered' : 'offer-changed'
  const letter = memory.drawnIn === round ? { messages: [news], standings: [] } : drawnLetter(application, place, news)
  application.learn({ roundCode: round, ...dwelling })
  Object.assign(memory, { dwelling, offeredAt, clock, drawnIn: round })
  memory.letter = await issued(application, memory, { dwelling, ...letter })
  return clock
}

const runningFor = (memory: Memory, offeredAt: string | null): Clock | undefined =>
  memory.offeredAt === offeredAt && memory.clock?.isOver === false ? memory.clock : undefined

/** The first one after the draw says why as well. */
function drawnLetter(application: Application, place: Place, news: string): Omit<Letter, 'dwelling'> {
  application.learn({ explanation: place.explanation })
  return { messages: ['drawn', news], standings: standingsOf(place) }
}

function started(application: Application, memory: Memory, offeredAt: string | null): Clock {
  memory.clock?.cancel()
  const from = offeredAt === null ? undefined : parseInstant(offeredAt)
  return application.clock('offer', from === undefined ? {} : { from })
}

type Letter = {
  readonly dwelling: Dwelling
  readonly messages: readonly string[]
  readonly standings: readonly Code[]
}

const issued = (application: Application, { letter: earlier }: Memory, { dwelling, messages, standings }: Letter) =>
  application.issueRevocably('offer-letter', {
    tell: messages,
    data: { ...shown(dwelling), standings, clock: code('offer') },
    ...(earlier === undefined ? {} : { replaces: earlier }),
  })

async function declined(application: Application, clock: Clock, at: At): Promise<Closing> {
  clock.met(at)
  await giveUp(application, 'decline')
  await application.undo()
  return closedAs('lapsed')
}

async function lapsed(application: Application): Promise<Closing> {
  await giveUp(application, 'lapse')
  await application.undo()
  return await application.lapse()
}

/** Accepted for good, unless the offer is another one by now; what is not settled yet is waited for. */
async function accepting(application: Application, dwelling: Dwelling, at: At): Promise<boolean> {
  for (;;) {
    const told = application.timesTold
    const answer = await acceptOffer(application, dwelling, at)
    if (answer !== 'unsettled') return answer === 'accepted'
    await application.when(() => application.timesTold !== told)
  }
}

/** From acceptance to the keys, unless the apartment drops out on the way: then what was done for it is undone. */
async function accepted(application: Application, dwelling: Dwelling, at: At): Promise<Next> {
  application.learn(dwelling)
  const standsBefore = application.undoable
  const accepted: Accepted = { dwelling, at }
  const outcome = await firstOf({
    home: () => untilMovedIn(application, accepted),
    moved: () => untilElsewhere(application, dwelling),
  })
  if (outcome.way === 'home') return outcome.got ?? 'moved-in'
  await application.undo(standsBefore)
  for (const clock of ['contract', 'deposit', 'move-in']) application.cancelled(clock)
  if (outcome.got.dwelling !== null) await application.tell('offer-changed', { data: shown(outcome.got.dwelling) })
  return 'look'
}

/** Waits until what was accepted is no longer theirs. */
async function untilElsewhere(application: Application, { apartment }: Dwelling): Promise<Place> {
  for (;;) {
    const told = application.timesTold
    const place = await placeInRound(application)
    if (place.state !== 'accepted' || place.dwelling?.apartment !== apartment) return place
    await application.when(() => application.timesTold !== told)
  }
}
