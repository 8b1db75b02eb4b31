import { z } from 'zod'
import { listAs, type OpenedCase, overseer, type Play, readAs } from './play.ts'

const coded = z.looseObject({ code: z.string() })

/** The case view as far as stories look at it by name; the rest is there for dotted paths. */
export const caseView = z.looseObject({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  tasks: z.array(z.looseObject({ id: z.string(), task: z.string() })).default([]),
  actions: z.array(z.looseObject({ action: z.string() })).default([]),
  clocks: z.array(coded).default([]),
  documents: z.array(coded).default([]),
  bookings: z.array(z.looseObject({ id: z.string(), purpose: z.string() })).default([]),
  flags: z.array(z.string()).default([]),
})

export type CaseView = z.infer<typeof caseView>

const event = z.looseObject({ seq: z.number(), type: z.string(), data: z.record(z.string(), z.unknown()).nullish() })

export type RecordedEvent = z.infer<typeof event>

export const viewAs = (play: Play, { id }: OpenedCase, account: string = overseer): Promise<CaseView> =>
  readAs(play, account, { path: `/api/v1/cases/${id}`, schema: caseView })

export const eventsOf = (play: Play, { id }: OpenedCase): Promise<readonly RecordedEvent[]> =>
  listAs(play, overseer, { path: `/api/v1/cases/${id}/events`, schema: event })

const message = z.looseObject({ code: z.string(), to: z.string(), state: z.string() })

/** What was sent to the applicant, in order. */
export async function messagesOf(play: Play, { id }: OpenedCase): Promise<readonly string[]> {
  const all = await listAs(play, overseer, { path: `/api/v1/cases/${id}/messages`, schema: message })
  return all.filter(({ to }) => to === 'applicant').map(({ code }) => code)
}
