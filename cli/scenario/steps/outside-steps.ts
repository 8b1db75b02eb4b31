import { readFile } from 'node:fs/promises'
import { calendarFile } from '../../centre/calendar-file.ts'
import { type Answer, done, isTaken } from '../answer.ts'
import { caseOf, type Play, sendAs, sendingOf } from '../play.ts'
import type { Step } from '../step.ts'

/** What the next calls to a system get. */
export function outside(play: Play, step: Step<'outside'>): Promise<Answer> {
  const body = { answers: step.answers, ...(step.always === undefined ? {} : { always: step.always }) }
  return play.sandbox.send('PUT', `/outside/${step.system}/answers`, body)
}

/** An outside system calls us now. */
export async function callBack(play: Play, step: Step<'call-back'>): Promise<Answer> {
  const { result, data, times, signature, lost } = step
  const body = {
    case: caseOf(play, step.case).number,
    result,
    ...(data === undefined ? {} : { data }),
    ...(times === undefined ? {} : { times }),
    ...(signature === undefined ? {} : { signature }),
    ...(lost === undefined ? {} : { lost }),
  }
  return await play.sandbox.send('POST', `/outside/${step.system}/call-backs`, body)
}

/** What the mail server says to the next mails. */
export const mail = (play: Play, step: Step<'mail'>): Promise<Answer> =>
  play.sandbox.send('PUT', `/mail/${encodeURIComponent(step.to)}/answers`, { answers: step.answers })

/** A holiday table is proposed by one person and confirmed by another. */
export async function calendar(play: Play, step: Step<'calendar'>): Promise<Answer> {
  const table: unknown = JSON.parse(await readFile(calendarFile(step.load), 'utf8'))
  const path = '/api/v1/calendars'
  const proposed = await sendAs(play, step.by, { path, body: { table }, sending: sendingOf(step) })
  if (!isTaken(proposed)) return proposed
  return await sendAs(play, 'supervisor', {
    path: `${path}/${encodeURIComponent(step.load)}/confirm`,
    body: {},
    sending: sendingOf(step, '.confirm'),
  })
}

/** Killed, and started again. */
export async function crash(play: Play, step: Step<'crash'>): Promise<Answer> {
  await play.centre.crash(step.what)
  return done
}
