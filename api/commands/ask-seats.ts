import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { RegisteredSeats } from '../../domain/case/form.ts'
import type { Parts } from '../parts.ts'

/** How long a person who checks a form waits for the registry; what has not answered by then says nothing. */
const patienceMillis = 2000

const registered = z.object({ district: z.string().regex(/^\d{6}$/) })
const unknown = z.object({ state: z.literal('not-found') })

/** Seats of companies, asked for no case: nothing is kept of it, and a registry that is down holds nobody up. */
export async function askSeats({ config }: Pick<Parts, 'config'>, codes: readonly string[]): Promise<RegisteredSeats> {
  const { url, secret } = config.outside['enterprise-registry']
  const answers = await Promise.all(codes.map(async (uscc) => [uscc, await seatOf({ url, secret }, uscc)] as const))
  return new Map(answers.flatMap(([uscc, seat]) => (seat === undefined ? [] : [[uscc, seat] as const])))
}

type Registry = { readonly url: string; readonly secret: string }

/** The district, null for a company it does not know, undefined when it says nothing that can be read. */
async function seatOf({ url, secret }: Registry, uscc: string): Promise<string | null | undefined> {
  const headers = {
    authorization: `Bearer ${secret}`,
    'idempotency-key': `check:${randomUUID()}`,
    'onevisit-case': 'check',
  }
  const path = `${url.replace(/\/$/, '')}/companies/${encodeURIComponent(uscc)}`
  try {
    const response = await fetch(path, { headers, signal: AbortSignal.timeout(patienceMillis) })
    const answer: unknown = await response.json()
    if (response.ok && registered.safeParse(answer).success) return registered.parse(answer).district
    return response.status === 404 || unknown.safeParse(answer).success ? null : undefined
  } catch {
    return undefined
  }
}
