import { activityInfo, heartbeat } from '@temporalio/activity'
import { settle } from '../prisma/cascade.ts'
import { untold } from '../prisma/round-list.ts'
import type { ActivityParts } from './parts.ts'
import { carryOut } from './rounds/carry-out.ts'
import type { RoundActivities } from './rounds/contract.ts'
import { issueDrawRecord } from './rounds/draw-record.ts'
import { createOfCaseActivities, instantOfText } from './rounds/of-case.ts'

/** How many cases are told by one activity, and how many of them at once. */
const pageLength = 200
const atOnce = 20

/** What the processes ask of rounds and apartments, and the round of its list. */
export function createRoundActivities(parts: ActivityParts): RoundActivities {
  const { prisma } = parts
  return {
    ...createOfCaseActivities(parts),
    carryOut: (request) => carryOut(parts, request),
    settleRound: async ({ round, at }) => (await settle(prisma, round, instantOfText(at))).length,
    tellPage: ({ round, after, at }) => tellPage(parts, { round, after, at }),
    issueDrawRecord: ({ round, at }) => issueDrawRecord(parts, round, at),
  }
}

type Page = { readonly round: string; readonly after: string; readonly at: string }

/** Tells a page of cases by signal, a few at once; a try that died is taken up where it was. */
async function tellPage({ prisma, processes }: ActivityParts, { round, after, at }: Page): Promise<string | null> {
  const reached: unknown = activityInfo().heartbeatDetails
  const from = typeof reached === 'string' && reached > after ? reached : after
  const cases = await untold(prisma, round, { after: from, limit: pageLength })
  for (let start = 0; start < cases.length; start += atOnce) {
    const few = cases.slice(start, start + atOnce)
    await Promise.all(few.map(({ caseId }) => processes.signal(caseId, 'sharedChanged', { at })))
    heartbeat(few.at(-1)?.caseId)
  }
  return cases.length < pageLength ? null : (cases.at(-1)?.caseId ?? null)
}
