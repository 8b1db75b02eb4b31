import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import type { IssueRequest } from '../../activities/contract.ts'
import type { ClockSnapshot } from '../../domain/case/event.ts'
import { formatInstant, instantOf, parseInstant } from '../../domain/time/local-date.ts'
import { type Kit, openKit, until } from './support/kit-world.ts'

let kit: Kit

beforeAll(async () => {
  kit = await openKit()
}, 120_000)
afterAll(() => kit.stop())

type Case = Awaited<ReturnType<Kit['begin']>>

const hour = 3600
const clockIn = (events: ReturnType<Case['named']>): ClockSnapshot | undefined => {
  const data = events[0]?.data
  return data !== undefined && 'clock' in data ? data.clock : undefined
}

/** A case whose one hour is over by an hour and a half; then it is told when what it waited for was done. */
async function doneAfter(seconds: number) {
  const found = await kit.begin('late', kit.newId())
  const started = clockIn(found.named('clock-started'))
  await found.forward(2.5 * hour)
  const doneAt = formatInstant(instantOf((parseInstant(started?.start ?? '') ?? 0) + seconds))
  await found.act('propose', { data: { at: doneAt } })
  const recorded = clockIn(
    await until(() => (found.named('clock-done-late').length > 0 ? found.named('clock-done-late') : undefined)),
  )
  await found.decide('look', 'done')
  await found.end()
  return { doneAt, recorded, events: found.events() }
}

test('what is done after a breach is recorded: when, and how many units late; the clock stays breached', async () => {
  const { doneAt, recorded, events } = await doneAfter(2.4 * hour)
  expect(recorded).toMatchObject({ state: 'breached', doneAt, late: 2 })
  expect(recorded).not.toHaveProperty('inTime')
  expect(events.filter(({ type }) => type === 'clock-breached')).toHaveLength(1)
})

test('what had been done in time and is learnt of after the breach is recorded as that', async () => {
  const { doneAt, recorded } = await doneAfter(0.9 * hour)
  expect(recorded).toMatchObject({ state: 'breached', doneAt, late: 0, inTime: true })
})

test('work beside the way ends with the case: nothing of it is recorded after the closing, though a mail is still owed', async () => {
  const id = kit.newId()
  const bureau: { giveUp?: () => void } = {}
  kit.answer(
    id,
    'askOutside',
    () =>
      new Promise((_, reject) => {
        bureau.giveUp = () => reject(ApplicationFailure.nonRetryable('no', 'Unauthorised'))
      }),
  )
  kit.answer(id, 'issueAndTell', async ({ key }: IssueRequest) => ({
    documents: [],
    messages: [{ id: `${id}:${key}`, code: 'word', to: 'applicant', state: 'refused' }],
  }))
  const found = await kit.begin('besides', id)
  await until(() => bureau.giveUp)
  await found.decide('look', 'done')
  await found.until('closed')
  bureau.giveUp?.()
  await until(async () => ((await found.handle.describe()).raw.pendingActivities?.length === 0 ? true : undefined))
  await found.decide('undelivered-message', 'unreachable')
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
  const types = found.events().map(({ type }) => type)
  expect(types).not.toContain('step-stuck')
  expect(types.slice(types.indexOf('closed') + 1)).toEqual(['decided'])
})

test('what is owed after closing keeps the workflow until it is done; a case that was not granted owes nothing', async () => {
  const found = await kit.begin('reminding', kit.newId())
  await found.decide('look', 'done')
  await found.until('closed')
  await found.tell()
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
  const types = found.events().map(({ type }) => type)
  expect(types.slice(types.indexOf('closed'))).toEqual(['closed', 'clock-met'])
  const other = await kit.begin('reminding', kit.newId())
  await other.decide('look', 'other')
  expect(await other.end()).toEqual({ outcome: 'lapsed', reasons: [] })
  expect(other.named('clock-cancelled')).toHaveLength(1)
})

test('a withdrawal while a paper is half issued revokes it, and the record knows the paper', async () => {
  const id = kit.newId()
  const paper = { code: 'paper', number: 'P-1', verificationCode: 'V-1' }
  kit.answer(id, 'issueAndTell', async ({ papers }: IssueRequest) => {
    if (papers.length > 0) throw new Error('stored, and then the answer was lost')
    return { documents: papers.map(() => paper), messages: [] }
  })
  kit.answer(id, 'revokeIssue', async () => [paper])
  kit.answer(id, 'besideVault', async () => ({}))
  const found = await kit.begin('revocable', id)
  await until(async () => ((await found.handle.describe()).raw.pendingActivities?.length ? true : undefined))
  kit.answer(id, 'issueAndTell', async ({ papers }: IssueRequest) => ({
    documents: papers.map(({ code }) => ({ code, number: 'P-2', verificationCode: 'V-2' })),
    messages: [],
  }))
  await found.act('withdraw')
  expect(await found.end()).toEqual({ outcome: 'withdrawn', reasons: [] })
  const told = found.events().flatMap(({ type, data }) => ('number' in data ? [`${type} ${data.number}`] : []))
  expect(told).toEqual(expect.arrayContaining(['document-issued P-1', 'document-revoked P-1']))
  expect(kit.asked('revokeIssue', id)).toMatchObject([{ key: 'issue-1' }])
})

test('what cannot be adopted waits for people; tried again by them, the case goes on', async () => {
  const id = kit.newId()
  kit.answer(id, 'adopt', async () => {
    throw ApplicationFailure.nonRetryable('nothing-proposed', 'Defect')
  })
  const found = await kit.begin('adopting', id)
  await found.act('propose', { note: 'a-note' })
  expect((await found.until('step-stuck')).data).toMatchObject({ step: 'adopt', system: 'vault', cause: 'Defect' })
  kit.answer(id, 'adopt', async () => ({ adopted: true }))
  await found.rescue('retry')
  await found.decide('look', 'done')
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
  expect(found.named('facts-changed').map(({ data }) => data)).toContainEqual({ facts: { adopted: true } })
})

test('a rule that a forgotten person leaves nothing to waits for people as well', async () => {
  const id = kit.newId()
  kit.answer(id, 'besideVault', async ({ rule }: { rule: string }) => {
    if (rule === 'rule') throw ApplicationFailure.nonRetryable('forgotten', 'Forgotten')
    return {}
  })
  const found = await kit.begin('ruled', id)
  expect((await found.until('step-stuck')).data).toMatchObject({ step: 'beside', cause: 'Forgotten' })
  kit.answer(id, 'besideVault', async () => ({ known: true }))
  await found.rescue('retry')
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
})

test('a failure that nobody is asked about fails the workflow’s task, never the case; repaired, it goes on', async () => {
  const id = kit.newId()
  kit.answer(id, 'freeSlots', async () => {
    throw ApplicationFailure.nonRetryable('unknown-purpose', 'Defect')
  })
  const found = await kit.begin('mistaken', id)
  await found.tell()
  await until(async () => ((await found.attempts()) > 1 ? true : undefined))
  expect((await found.handle.describe()).status.name).toBe('RUNNING')
  kit.answer(id, 'freeSlots', async () => [])
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
})

/** Six of these are more than one workflow task has time for. */
const slowMillis = 1600
const activityScheduled = 10

test('local activities of one workflow task stay under its eight seconds, and its history is lived through again', async () => {
  const id = kit.newId()
  const found = await kit.begin('busy', id)
  kit.answer(id, 'besideVault', async ({ data }: { data: object }) => {
    // What comes in the meantime must find its place in a replay too.
    await found.tell()
    await wait(slowMillis)
    return data
  })
  await found.decide('look', 'done')
  await found.decide('look', 'done')
  expect(await found.end()).toEqual({ outcome: 'granted', reasons: [] })
  const history = await found.handle.fetchHistory()
  const scheduled = (history.events ?? []).filter(({ eventType }) => eventType === activityScheduled)
  expect(scheduled.length).toBeGreaterThan(0)
  await Worker.runReplayHistory({ workflowBundle: kit.workflowBundle }, history, id)
})
