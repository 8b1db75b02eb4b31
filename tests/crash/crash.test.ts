import { afterEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { permitStory } from '../../cli/bench/permit-story.ts'
import { isTaken, shown } from '../../cli/scenario/answer.ts'
import { messagesOf, viewAs } from '../../cli/scenario/case-view.ts'
import { createPeople } from '../../cli/scenario/door.ts'
import { beginPlay, type OpenedCase, type Play, sendAs } from '../../cli/scenario/play.ts'
import { takeStep } from '../../cli/scenario/play-scenario.ts'
import type { Crashed, Step } from '../../cli/scenario/step.ts'
import { openWorld, type World } from '../support/world.ts'

const names = ['c1', 'c2', 'c3', 'c4']
const straightPapers = [
  'filing-receipt',
  'acceptance-receipt',
  'work-permit-notice',
  'residence-permit',
  'collection-receipt',
]
const straightMessages = ['received', 'accepted', 'biometrics-invitation', 'permit-ready', 'handed-over']

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

const personOf = (index: number) => ({
  set: {
    'person.familyName': `Øyehaug ${'abcd'[index]}`,
    'person.email': `${names[index]}@mail.example`,
    'person.passport.number': `CHA48291${index}`,
  },
  unset: ['person.passport.mrz'],
})

function ownStep(step: Step, index: number): Step {
  const name = names[index] ?? ''
  if (step.do === 'open') return { ...step, case: name, ...personOf(index) }
  return step.do === 'decide' ? { ...step, case: name } : step
}

async function takeAll(play: Play, step: Step): Promise<void> {
  const answers = await Promise.all(names.map((_, index) => takeStep(play, ownStep(step, index))))
  expect(answers.filter((answer) => !isTaken(answer)).map(shown)).toEqual([])
}

/** Whatever fails, nothing is left running behind. */
async function bothDone(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

const book = z.object({ made: z.number(), undone: z.number() })
const mails = z.object({ items: z.array(z.object({ messageId: z.string() })) })

async function nothingTwice(play: Play, found: OpenedCase): Promise<void> {
  const view = await viewAs(play, found)
  expect([view.status, view['outcome']]).toEqual(['closed', 'granted'])
  expect(view.documents.map(({ code }) => code)).toEqual(straightPapers)
  expect(await messagesOf(play, found)).toEqual(straightMessages)
}

test.each<Crashed>(['worker', 'api', 'database', 'temporal'])(
  'when the %s is killed in the middle of each step, every case ends as if nothing had happened',
  async (what) => {
    world = await openWorld({ killable: true })
    const { centre, outside } = world
    const play = beginPlay(centre, permitStory, createPeople(centre.url, centre.password))
    for (const step of permitStory.steps) {
      const moved = await sendAs(play, 'admin', { path: '/api/v1/time', body: { to: step.at, hold: true } })
      expect(shown(moved)).toContain('taken')
      if (step.do !== 'expect') await bothDone([takeAll(play, step), centre.crash(what)])
    }
    for (const found of play.cases.values()) await nothingTwice(play, found)
    for (const system of ['work-permit-bureau', 'exit-entry-bureau', 'card-printer'])
      expect(book.parse((await outside.get(`/outside/${system}/calls`)).body)).toEqual({
        made: names.length,
        undone: 0,
      })
    const { items } = mails.parse((await outside.get('/mail')).body)
    expect(new Set(items.map(({ messageId }) => messageId)).size).toBe(names.length * straightMessages.length)
  },
  300_000,
)
