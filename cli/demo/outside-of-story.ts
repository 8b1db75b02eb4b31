import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { signedHeaders } from '../../sandbox/engine/sign.ts'
import { type Answer, done, isTaken } from '../scenario/answer.ts'
import { caseOf, type Play } from '../scenario/play.ts'
import type { Step } from '../scenario/step.ts'

/** Tells the sandbox something of each case of the story apart from all others. */
export async function tellApart(play: Play, told: object): Promise<void> {
  for (const { number } of play.cases.values()) {
    const answer = await play.sandbox.send('PUT', `/cases/${number}`, told)
    if (!isTaken(answer)) throw new Error(`the sandbox does not take ${JSON.stringify(told)}: ${answer.status}`)
  }
}

/** What the next calls for the story's cases get; nobody else's are touched. */
export async function answerApart(play: Play, { system, answers, always }: Step<'outside'>): Promise<Answer> {
  await tellApart(play, { answers: { [system]: { answers, always: always ?? null } } })
  return done
}

const book = z.object({ calls: z.array(z.looseObject({ case: z.string(), method: z.string(), step: z.string() })) })

/** The Idempotency-Key of the last order to a system for a case; null where it was never asked. */
async function lastOrder(play: Play, system: string, number: string): Promise<string | null> {
  const { calls } = book.parse((await play.sandbox.get(`/outside/${system}/calls`)).body)
  return calls.findLast((call) => call.case === number && call.method === 'POST')?.step ?? null
}

export type Caller = Readonly<{ url: string; secretOf: (system: string) => string }>

/** An outside system decides, and calls the story's own api: the centre's would take it in today. */
export async function callBackHere(play: Play, step: Step<'call-back'>, { url, secretOf }: Caller): Promise<Answer> {
  const { system, result, data = {}, at } = step
  const { number } = caseOf(play, step.case)
  const decided = { case: number, result, data, lost: true }
  const told = await play.sandbox.send('POST', `/outside/${system}/call-backs`, decided)
  if (!isTaken(told)) return told
  const body = { case: number, step: await lastOrder(play, system, number), result, at, data }
  return await post(`${url}/api/v1/outside/${system}/call-backs`, JSON.stringify(body), secretOf(system))
}

async function post(url: string, body: string, secret: string): Promise<Answer> {
  const headers = signedHeaders({ id: randomUUID(), secret, body, signature: 'right' })
  const response = await fetch(url, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json().catch(() => null) }
}
