import { expect, test } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { seenTo } from '../../activities/seen-to.ts'

/** How the n-th try of work that throws ends. */
const thrownAt = (attempt: number, failure: Error): Promise<unknown> =>
  new MockActivityEnvironment({ attempt })
    .run(
      seenTo(async () => {
        throw failure
      }),
      undefined,
    )
    .catch((thrown: unknown) => thrown)

const mistake = new TypeError('of somebody’s name')

test('an error that nobody foresaw is tried again eleven times', async () => {
  expect(await thrownAt(1, mistake)).toBe(mistake)
  expect(await thrownAt(11, mistake)).toBe(mistake)
})

test('the twelfth time it is final, and tells its name alone: people see to it', async () => {
  expect(await thrownAt(12, mistake)).toMatchObject({ nonRetryable: true, type: 'TypeError', message: 'TypeError' })
})

test('a database that is away is waited for as long as it takes', async () => {
  const away = Object.assign(new Error('no words'), { code: 'P1001' })
  expect(await thrownAt(500, away)).toBe(away)
})

test('a failure that names itself says itself whether it is final', async () => {
  const named = ApplicationFailure.retryable('mail not taken', 'MailUnavailable')
  expect(await thrownAt(500, named)).toBe(named)
})
