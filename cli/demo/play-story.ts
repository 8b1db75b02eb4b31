import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import { type Answer, isTaken, shown } from '../scenario/answer.ts'
import type { People } from '../scenario/door.ts'
import { expectCase } from '../scenario/expect-case.ts'
import { beginPlay, type OpenedCase, type Play } from '../scenario/play.ts'
import { takeStep } from '../scenario/play-scenario.ts'
import type { Step } from '../scenario/step.ts'
import { dateEnd, dateStory, type Today } from './date-story.ts'
import type { Lane } from './lane.ts'
import { answerApart, callBackHere, tellApart } from './outside-of-story.ts'
import type { Story } from './story.ts'

/** How the people of the demo get in, and where the outside is. */
export type Playing = Readonly<{
  lane: Lane
  people: People
  sandboxUrl: string
  secretOf: (system: string) => string
  today: Today
  /** Everybody's office time, now. */
  now: () => Promise<Instant>
  /** Told of each case as soon as it is there. */
  opened: () => void
}>

/** Plays a story from its first day up to now, and answers what did not go as it says; what was begun stays. */
export async function playStory(story: Story, playing: Playing): Promise<string | undefined> {
  const play = beginIn(playing, story.id)
  const failed = await playSteps(play, dateStory(story, playing.today), playing).catch((failure: unknown) =>
    failure instanceof Error ? failure.message : String(failure),
  )
  const now = await bringToday(play, playing, story)
  return failed ?? (await differenceOf(play, dateEnd(story, { now })))
}

/** What an earlier start has begun and not ended: its cases go on from now like all others. */
export async function leaveAsTheyAre(cases: readonly OpenedCase[], playing: Playing): Promise<undefined> {
  const play = beginIn(playing, 'left')
  for (const one of cases) play.cases.set(one.name, one)
  playing.lane.time.begin(await playing.now())
  await bringToday(play, playing, { staysByHand: false })
}

/** Times that a step is asked again; each waits ten seconds at the api. */
const patience = 12

/** Nothing is killed in these. */
const neverCrashes = () => Promise.reject(new Error('the demo kills nothing'))

/** The story's call-backs are its own to make: the player is told of no steps. */
function beginIn({ lane, people, sandboxUrl }: Playing, id: string): Play {
  const scenario = { id, why: '', steps: [] }
  const play = beginPlay({ sandboxUrl, crash: neverCrashes }, scenario, people)
  return { ...play, cases: lane.cases }
}

async function playSteps(play: Play, steps: readonly Step[], playing: Playing): Promise<string | undefined> {
  const [first] = steps
  const begins = first && parseInstant(first.at)
  if (begins !== undefined) playing.lane.time.begin(begins)
  for (const [index, step] of steps.entries()) {
    const answer = await playStep(play, step, playing)
    if (!isTaken(answer)) return `step ${index + 1} (${step.do}): ${shown(answer)}`
  }
  return undefined
}

async function playStep(play: Play, step: Step, playing: Playing): Promise<Answer> {
  const at = parseInstant(step.at)
  if (at === undefined || (await playing.lane.machine.move(at, true)) === 'past')
    throw new RangeError(`${step.do} at ${step.at} comes after a later step`)
  await tellApart(play, { now: step.at })
  if (step.do === 'outside') return await answerApart(play, step)
  if (step.do === 'call-back') return await callBackHere(play, step, { ...playing, url: playing.lane.url })
  const answer = await untilDone(() => takeStep(play, step))
  if (step.do === 'open' && play.cases.has(step.case)) {
    playing.opened()
    await tellApart(play, { now: step.at, byHand: true })
  }
  return answer
}

/** Taken in and still being done, on a machine that has much to do: asked again under the same key. */
async function untilDone(take: () => Promise<Answer>): Promise<Answer> {
  let answer = await take()
  for (let times = 0; answer.status === 202 && times < patience; times += 1) answer = await take()
  return answer
}

/** Its cases go on from now like all others. Answers that instant. */
async function bringToday(
  play: Play,
  { lane, now }: Playing,
  { staysByHand }: Pick<Story, 'staysByHand'>,
): Promise<Instant> {
  const today = await now()
  await lane.machine.move(today, false)
  await tellApart(play, { now: null, byHand: staysByHand })
  return today
}

/** The first thing that is not as the story ends. */
async function differenceOf(play: Play, ends: readonly Step<'expect'>[]): Promise<string | undefined> {
  for (const end of ends) {
    const [found] = await expectCase(play, end, end.case ?? '')
    if (found) return `${found.what} is ${JSON.stringify(found.actual)}, not ${JSON.stringify(found.expected)}`
  }
  return undefined
}
