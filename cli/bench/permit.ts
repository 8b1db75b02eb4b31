import { type Centre, openCentre } from '../centre/centre.ts'
import { openHistories } from '../centre/read-history.ts'
import { openServers } from '../centre/servers.ts'
import { isTaken, shown } from '../scenario/answer.ts'
import { viewAs } from '../scenario/case-view.ts'
import { createPeople } from '../scenario/door.ts'
import { beginPlay, type Play, sendAs } from '../scenario/play.ts'
import { takeStep } from '../scenario/play-scenario.ts'
import type { Step } from '../scenario/step.ts'
import { barePerSecond } from './bare.ts'
import { countHistory } from './count-history.ts'
import { type Figure, figureOf } from './figure.ts'
import { permitStory, warmingStory } from './permit-story.ts'

const cases = 24
const most = { activities: 12, workflowTasks: 30 }

/**
 * What a straight first permit takes of the server, and how many are finished a second against bare workflows. Api and
 * worker are processes of their own, as `npm start` has them; both sides have done one before they are timed.
 */
export async function benchPermit(): Promise<readonly Figure[]> {
  const servers = await openServers()
  const centre = await openCentre(servers, { at: warmingStory.steps[0]?.at ?? '', killable: true })
  try {
    const people = createPeople(centre.url, centre.password)
    const first = beginPlay(centre, warmingStory, people)
    await finishAll(first, ['warming'])
    const counts = await countOf(centre, first)
    const names = Array.from({ length: cases }, (_, index) => `c${index}`)
    const crowd = beginPlay(centre, permitStory, people)
    const began = performance.now()
    await finishAll(crowd, names)
    const value = cases / ((performance.now() - began) / 1000)
    const baseline = await barePerSecond(servers, counts, cases)
    return [
      limit('activity-tasks', 'remote activities/case', [counts.activities, most.activities]),
      limit('workflow-tasks', 'workflow tasks/case', [counts.workflowTasks, most.workflowTasks]),
      figureOf({ bench: 'permit', figure: 'finished-cases', unit: 'cases/s', value, baseline }),
    ]
  } finally {
    await centre.close()
    await servers.close()
  }
}

const limit = (figure: string, unit: string, [value, baseline]: readonly [number, number]) =>
  figureOf({ bench: 'permit', figure, unit, value, baseline })

async function countOf(centre: Centre, { cases: opened }: Play) {
  const reader = await openHistories(centre)
  const { json } = await reader.read(opened.get('warming')?.id ?? '')
  await reader.close()
  return countHistory(json)
}

/** All cases step by step beside each other: time is moved once for all. */
async function finishAll(play: Play, names: readonly string[]): Promise<void> {
  for (const step of play.scenario.steps) {
    await sendAs(play, 'admin', { path: '/api/v1/time', body: { to: step.at, hold: true } })
    await Promise.all(names.map((name, index) => takeFor(play, step, { name, index })))
  }
}

async function takeFor(play: Play, step: Step, { name, index }: { readonly name: string; readonly index: number }) {
  const found = play.cases.get(name)
  if (step.do === 'expect') {
    const { status } = found === undefined ? { status: 'not there' } : await viewAs(play, found)
    if (status !== 'closed') throw new Error(`${name} is ${status}`)
    return
  }
  const answer = await takeStep(play, ownStep(step, { name, index }))
  if (!isTaken(answer)) throw new Error(`${name} ${step.do}: ${shown(answer)}`)
}

function ownStep(step: Step, { name, index }: { readonly name: string; readonly index: number }): Step {
  if (step.do === 'open') return { ...step, case: name, ...another(index) }
  return step.do === 'decide' ? { ...step, case: name } : step
}

/** Each is another person, or a desk would have to tell them apart. */
const another = (index: number) => ({
  set: {
    'person.familyName': `Øyehaug ${'abcdefghijklmnopqrstuvwxyz'[index % 26]}`,
    'person.passport.number': `CHA${482_000 + index}`,
  },
  unset: ['person.passport.mrz'],
})
