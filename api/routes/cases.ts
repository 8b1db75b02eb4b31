import type { Caller } from '../../domain/identity/roles.ts'
import { documentsOf } from '../../prisma/documents.ts'
import { eventsAfter } from '../../prisma/events.ts'
import { listCases } from '../../prisma/lists.ts'
import { messagesOf } from '../../prisma/messages.ts'
import type { ApiParts } from '../api-parts.ts'
import { actOnCase } from '../commands/act.ts'
import { createCaseReader } from '../commands/case-reader.ts'
import { caseSummary, clocksOf, type SeenCase, seeCase } from '../commands/case-view.ts'
import { extendClock } from '../commands/extend-clock.ts'
import { checkFiling, openCase } from '../commands/open-case.ts'
import { reachCase } from '../commands/reach-case.ts'
import { saveDraft } from '../commands/save-draft.ts'
import { clocksOperation, documentsOperation, eventsOperation, messagesOperation } from '../contracts/case-record.ts'
import {
  actOperation,
  extendOperation,
  listCasesOperation,
  openCaseOperation,
  reachCaseOperation,
  readCaseOperation,
  saveDraftOperation,
} from '../contracts/cases.ts'
import { isProblem, messageOf } from '../problems.ts'
import { isLimited } from '../rate-limits.ts'
import { answerWith, etagOf } from './answer.ts'
import { languageOf } from './language.ts'
import { afterOf, lengthOf, pageByPosition, pageByTime, pageOf, positionOf } from './paging.ts'
import type { Reply, Serve } from './serve.ts'

const jsonType = 'application/json; charset=utf-8'

/** Reads a case for the caller and answers with a part of it; 404 for what is not theirs to know. */
async function ofCase(
  parts: ApiParts,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  show: (seen: SeenCase) => Promise<unknown>,
): Promise<Reply> {
  const seen = await seeCase(parts, caller, id)
  if (seen === undefined) return { refused: 'not-found' }
  const body = await show(seen)
  return { status: 200, body, headers: etagOf(body) }
}

/** `If-Match: "3"`; undefined where there is none, or any version will do. */
function versionIn(header: string | undefined): number | undefined {
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header?.trim() ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}

/** Cases: opened, read, changed, acted on. */
export function caseRoutes(serve: Serve, parts: ApiParts): void {
  serve(openCaseOperation, async (asked) => {
    if (asked.body.check !== true) return await answerWith(parts, openCase, { asked, input: asked.body })
    const faults = await checkFiling(parts, asked.caller, asked.body)
    if (isProblem(faults)) return faults
    const language = languageOf(asked.request)
    const errors = faults.map((fault) => ({ ...fault, message: messageOf(parts.translator, language, fault.code) }))
    return { status: 200, body: { errors } }
  })

  // Receipts are numbered in a row: whoever tries one after the other is stopped soon.
  serve(reachCaseOperation, async (asked) =>
    (await isLimited(parts.limits.failures, `reach ${asked.caller.accountId}`, 1))
      ? { refused: 'rate-limited' }
      : await answerWith(parts, reachCase, { asked, input: asked.body }),
  )

  serve(listCasesOperation, async ({ caller, query }) => {
    const { kind, status, assignee, due, q } = query
    const rows = await listCases(parts.prisma, caller, {
      kind,
      status,
      assignee: assignee === 'me' ? caller.personId : assignee,
      due: due === undefined ? undefined : new Date(due),
      q,
      limit: lengthOf(query),
      after: afterOf(query),
    })
    const page = pageByTime(rows, query)
    return { status: 200, body: { items: page.rows.map(caseSummary), next: page.next } }
  })

  serve(saveDraftOperation, async (asked) => {
    const { params, body, request } = asked
    const version = versionIn(request.headers['if-match'])
    const input = { case: params.id, ...body, ...(version === undefined ? {} : { version }) }
    return await answerWith(parts, saveDraft, { asked, input })
  })

  addReading(serve, parts)
  addActs(serve, parts)
  addRecord(serve, parts)
}

function addReading(serve: Serve, parts: ApiParts): void {
  const reader = createCaseReader(parts)
  serve(readCaseOperation, async ({ caller, params }) => {
    const view = await reader.read(caller, params.id)
    if (view === undefined) return { refused: 'not-found' }
    return { status: 200, bytes: view.json, headers: { 'Content-Type': jsonType, ...etagOf(view) } }
  })
}

function addActs(serve: Serve, parts: ApiParts): void {
  serve(actOperation, async (asked) => {
    const { params, body } = asked
    const input = { case: params.id, action: params.action, data: body.data ?? {} }
    return await answerWith(parts, actOnCase, { asked, input })
  })

  serve(extendOperation, async (asked) => {
    const { params, body } = asked
    return await answerWith(parts, extendClock, { asked, input: { case: params.id, clock: params.code, ...body } })
  })
}

function addRecord(serve: Serve, parts: ApiParts): void {
  serve(eventsOperation, ({ caller, params, query }) =>
    ofCase(parts, { caller, id: params.id }, async ({ id }) => {
      const position = positionOf(query)
      const rows = await eventsAfter(parts.prisma, id, { seq: position.offset, limit: position.limit + 1 })
      return pageByPosition(rows, position)
    }),
  )
  serve(clocksOperation, ({ caller, params, query }) =>
    ofCase(parts, { caller, id: params.id }, async (seen) => pageOf(await clocksOf(parts, seen), query)),
  )
  serve(documentsOperation, ({ caller, params, query }) =>
    ofCase(parts, { caller, id: params.id }, async ({ id }) => pageOf(await documentsOf(parts.prisma, id), query)),
  )
  serve(messagesOperation, ({ caller, params, query }) =>
    ofCase(parts, { caller, id: params.id }, async ({ id }) => pageOf(await messagesOf(parts.prisma, id), query)),
  )
}
