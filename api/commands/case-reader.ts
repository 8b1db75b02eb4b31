import type { CaseState } from '../../domain/case/case-view.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { endOfDay, type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { type CaseMark, findCaseMark } from '../../prisma/lists.ts'
import { officeTimeOf } from '../../prisma/office-time.ts'
import type { Parts } from '../parts.ts'
import { caseView, seeCase } from './case-view.ts'

/** A case view as it goes out. */
export type WrittenView = { readonly json: Buffer; readonly version: number | undefined }

export type CaseReader = {
  /** The case as the caller may see it now; undefined when it is not for them to know, or not recorded yet. */
  read(caller: Caller, idOrNumber: string): Promise<WrittenView | undefined>
}

type Kept = {
  readonly view: WrittenView
  readonly mark: string
  /** Office time over which days and hours left are the same. */
  readonly from: Instant
  readonly to: Instant
  readonly madeAt: number
  readonly hearing: object
}

const most = 500
/** Machine time. A view holds a person's data: it is not kept longer than somebody looks at it. */
const keptMillis = 60_000

const keyOf = (caller: Caller, caseId: string): string =>
  [caseId, caller.accountId, caller.personId, caller.role, ...caller.teams].join(' ')

/**
 * Reads cases for whoever asks. Each time the store is asked whether they may and how the case stands; only the work of
 * unsealing, counting and writing is left out while nothing has changed: no row of the case, no officer's name, not the
 * day, nor the second where hours run.
 */
export function createCaseReader(parts: Parts): CaseReader {
  const { prisma, announcements } = parts
  const kept = new Map<string, Kept>()
  let changes = 0
  announcements?.subscribe({
    accountChanged: ({ what }) => {
      if (what === 'session') return
      changes += 1
      kept.clear()
    },
  })

  const keep = (key: string, view: Kept): void => {
    kept.delete(key)
    kept.set(key, view)
    for (const [name, { madeAt }] of kept) {
      if (kept.size <= most && madeAt > performance.now() - keptMillis) return
      kept.delete(name)
    }
  }

  async function make(caller: Caller, { id, mark, ...time }: CaseMark): Promise<WrittenView | undefined> {
    const [before, from, hearing] = [changes, officeTimeOf(time), announcements?.hearing()]
    const seen = await seeCase(parts, caller, id)
    if (seen === undefined) return undefined
    const body = await caseView(parts, caller, seen)
    const view = { json: Buffer.from(JSON.stringify(body)), version: 'version' in body ? body.version : undefined }
    const to = sameUntil(seen.state, from)
    if (hearing !== undefined && changes === before && officeTimeOf(time) <= to)
      keep(keyOf(caller, id), { view, mark, from, to, madeAt: performance.now(), hearing })
    return view
  }

  return {
    async read(caller, idOrNumber) {
      const found = await findCaseMark(prisma, caller, idOrNumber)
      if (found === undefined) return undefined
      const known = kept.get(keyOf(caller, found.id))
      const isGood = known !== undefined && isSame(known, found) && known.hearing === announcements?.hearing()
      return isGood ? known.view : await make(caller, found)
    },
  }
}

function isSame({ mark, from, to, madeAt }: Kept, found: CaseMark): boolean {
  const now = officeTimeOf(found)
  return mark === found.mark && now >= from && now <= to && madeAt > performance.now() - keptMillis
}

/** The last instant at which the clocks say the same as now: while hours run this second, else this day, or the next due instant. */
function sameUntil({ clocks }: CaseState, now: Instant): Instant {
  const open = clocks.filter(({ endedAt }) => endedAt === null)
  if (open.some(({ rule }) => rule.kind === 'hours')) return now
  const dues = open.flatMap(({ dueAt }) => (dueAt === null ? [] : [parseInstant(dueAt) ?? now]))
  return dues
    .filter((due) => due >= now)
    .reduce((first, due) => (due < first ? due : first), endOfDay(localDateOf(now)))
}
