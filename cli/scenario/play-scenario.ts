import type { Centre } from '../centre/centre.ts'
import { type Answer, done, isTaken, refusalOf, shown } from './answer.ts'
import { eventsOf } from './case-view.ts'
import { compare } from './compare.ts'
import { createPeople } from './door.ts'
import { expectCase } from './expect-case.ts'
import { expectCentre } from './expect-centre.ts'
import { beginPlay, type Play, sendAs } from './play.ts'
import type { Difference, Scenario } from './scenario-file.ts'
import type { Step } from './step.ts'
import { action, extend, open } from './steps/case-steps.ts'
import { calendar, callBack, crash, mail, outside } from './steps/outside-steps.ts'
import { plan, round } from './steps/shared-steps.ts'
import { absent, book, cancel, move, roster } from './steps/slot-steps.ts'
import { assign, claim, decide, release, rescue } from './steps/task-steps.ts'

type Doing = { readonly [Name in Step['do']]: (play: Play, step: Step<Name>) => Promise<Answer> }

const doing: Omit<Doing, 'expect'> = {
  open,
  action,
  decide,
  claim,
  release,
  assign,
  book,
  move,
  cancel,
  roster,
  absent,
  extend,
  rescue,
  calendar,
  outside,
  'call-back': callBack,
  mail,
  crash,
  round,
  plan,
}

/** Who is told of what happens while a story is played. */
export type Watcher = (play: Play, step: Step) => Promise<void>

/**
 * Plays a story in an empty centre whose office time is not later than its first step, and answers what was not as it
 * says. The first step that could not be done ends it: nothing after it would mean anything.
 */
export async function playScenario(
  centre: Centre,
  scenario: Scenario,
  watch: Watcher = async () => undefined,
): Promise<readonly Difference[]> {
  const play = beginPlay(centre, scenario, createPeople(centre.url, centre.password))
  const differences: Difference[] = []
  for (const [index, step] of scenario.steps.entries()) {
    const found = await playStep(play, step).catch((failure: unknown) => [failed(failure)])
    differences.push(...found.map(({ what, ...rest }) => ({ what: `${nameOf(step, index)}${what}`, ...rest })))
    if (found.length > 0 && step.do !== 'expect') break
    await watch(play, step)
  }
  return differences
}

function nameOf(step: Step, index: number): string {
  const about = 'case' in step && step.case !== undefined ? ` ${step.case}` : ''
  return `step ${index + 1} (${step.at}) ${step.do}${about} `
}

const failed = (failure: unknown): Difference => ({
  what: 'could be played',
  expected: true,
  actual: failure instanceof Error ? failure.message : String(failure),
})

async function playStep(play: Play, step: Step): Promise<readonly Difference[]> {
  const moved = await sendAs(play, 'admin', { path: '/api/v1/time', body: { to: step.at, hold: true } })
  if (!isTaken(moved)) return [{ what: 'time moved', expected: step.at, actual: shown(moved) }]
  if (step.do === 'expect')
    return step.case === undefined ? await expectCentre(play, step) : await expectCase(play, step, step.case)
  const before = step.refused === undefined ? [] : await recordOf(play, step)
  const answer = await takeStep(play, step)
  if (step.refused === undefined) return isTaken(answer) ? [] : [notTaken(answer)]
  const after = await recordOf(play, step)
  return [...compareRefusal(step.refused, answer), ...unchanged(before, after)]
}

const notTaken = (answer: Answer): Difference => ({ what: 'taken', expected: 'taken', actual: shown(answer) })

/** Each step is done by the function of its own name. */
export function takeStep(play: Play, step: Step): Promise<Answer> {
  if (step.do === 'expect') return Promise.resolve(done)
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the pair of a name and its step is lost to the compiler in a table
  const act = doing[step.do] as (play: Play, step: Step) => Promise<Answer>
  return act(play, step)
}

/** One code is the problem's own; a list is that of its errors. */
function compareRefusal(refused: string | readonly string[], answer: Answer): readonly Difference[] {
  if (isTaken(answer)) return [{ what: 'refused', expected: refused, actual: shown(answer) }]
  const { code, codes } = refusalOf(answer)
  if (typeof refused !== 'string') return compare({ what: 'refused', expected: refused, actual: codes, manner: 'set' })
  return code === refused ? [] : [{ what: 'refused', expected: refused, actual: shown(answer) }]
}

/** What the case has on record; nothing for a step without a case, or one that opens it. */
async function recordOf(play: Play, step: Step): Promise<readonly string[]> {
  const name = 'case' in step && step.do !== 'open' ? step.case : undefined
  const found = name === undefined ? undefined : play.cases.get(name)
  return found === undefined ? [] : (await eventsOf(play, found)).map(({ seq, type }) => `${seq} ${type}`)
}

const unchanged = (before: readonly string[], after: readonly string[]): readonly Difference[] =>
  after.length === before.length ? [] : [{ what: 'changed nothing', expected: [], actual: after.slice(before.length) }]
