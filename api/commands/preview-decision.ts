import { type Preview, previewIssue } from '../../activities/preview.ts'
import type { CaseState } from '../../domain/case/case-view.ts'
import { caseId, code, type PersonId } from '../../domain/case/codes.ts'
import { clockOf, type Definition } from '../../domain/case/definition.ts'
import type { Sending } from '../../domain/case/sending.ts'
import { sendingOf } from '../../domain/case/sending-of.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { judgeClock } from '../../domain/time/clock.ts'
import { formatInstant, type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import type { TaskRow } from '../../prisma/tasks.ts'
import type { Parts } from '../parts.ts'
import type { DecideTaskInput } from './decide-task.ts'

/** Letter and mail of a signature; `further` where other steps come first, whose answers the letter needs. */
export type DecisionPreview = Preview | 'further' | 'incomplete'

type Asked = {
  readonly parts: Parts
  readonly definition: Definition
  readonly state: CaseState
  readonly sends: Sending
  readonly now: Instant
}

/** What would leave the house if this were signed now. Nothing is kept. */
export async function previewDecision(
  parts: Parts,
  caller: Caller,
  { row, input }: { readonly row: TaskRow; readonly input: DecideTaskInput },
): Promise<DecisionPreview> {
  const definition = definitionOf(row.kind)
  const state = row.view
  if (definition === undefined || state === null) return 'further'
  const sends = sendingOf(definition, { task: row.task, outcome: input.outcome }, state)
  if (sends === undefined) return 'further'
  const now = await parts.officeTime.now()
  const asked = { parts, definition, state, sends, now }
  const [as, data] = [await asIssued(asked, input, signers(asked, row.task, caller.personId)), dataOf(sends)]
  const paperOf = (each: string) => ({ code: each, data, replaces: null, validUntil: null, prior: null })
  const request = {
    ...{ caseId: caseId(row.caseId), at: formatInstant(now), as },
    papers: sends.papers.map(paperOf),
    messages: sends.messages.map((each) => ({ code: each, data })),
    ...wordsOf(sends, input),
  }
  const { publicUrl } = parts.config
  return await previewIssue({ ...parts, publicUrl }, request).catch((failure: unknown) => {
    if (failure instanceof Error && failure.name === 'DocumentIncomplete') return 'incomplete' as const
    throw failure
  })
}

const dataOf = ({ clock }: Sending) => (clock === undefined ? {} : { clock: code(clock) })

function wordsOf({ isReasoned, isQuestion }: Sending, { note, data }: DecideTaskInput) {
  const words = typeof note === 'object' && note.inLetter === true ? note.text : undefined
  const { question } = data
  return {
    note: isReasoned === true ? words : undefined,
    said: isQuestion === true ? (typeof question === 'string' ? question : words) : undefined,
  }
}

/** Who signs the paper: of the tasks it names, whoever signed last; of this one, the reader. */
function signers({ sends, state }: Asked, task: string, by: PersonId) {
  return (sends.signedBy ?? []).flatMap((each) => {
    const last = each === task ? by : (lastBy(state, each) ?? firstOfTwo(state, each))
    return last === undefined ? [] : [{ task: each, by: last }]
  })
}

const lastBy = ({ signatures }: CaseState, task: string): PersonId | undefined =>
  signatures.findLast((signed) => signed.task === task)?.by

/** Where nobody examines, whoever checked the papers is the first of the two. */
const firstOfTwo = (state: CaseState, task: string): PersonId | undefined =>
  task === 'examine' ? lastBy(state, 'check-materials') : undefined

async function asIssued(asked: Asked, { reasons }: DecideTaskInput, signedBy: ReturnType<typeof signers>) {
  const { state, sends, now } = asked
  const received = state.receivedAt === null ? undefined : parseInstant(state.receivedAt)
  const facts = sends.accepts === true ? { ...state.facts, acceptedOn: localDateOf(now) } : state.facts
  return {
    receivedOn: received === undefined ? null : localDateOf(received),
    facts,
    reasons: sends.isReasoned === true ? reasons.map(code) : [],
    clocks: { ...clocksNow(state), ...(await clockStarted(asked)) },
    signers: signedBy,
    note: null,
  }
}

const clocksNow = ({ clocks }: CaseState) =>
  Object.fromEntries(clocks.map(({ code: name, dueOn, dueAt, provisional }) => [name, { dueOn, dueAt, provisional }]))

/** The clock that the signature would start: by the same arithmetic and the tables now in force. */
async function clockStarted({ parts, definition, state, sends, now }: Asked) {
  if (sends.clock === undefined) return {}
  const { rule, byTrack } = clockOf(definition, sends.clock)
  const tables = await tablesInForce(parts.prisma)
  const result = judgeClock({ rule: byTrack?.[state.track] ?? rule, start: now, events: [], tables })
  const dueAt = result.dueAt === null ? null : formatInstant(result.dueAt)
  return { [sends.clock]: { dueOn: result.dueOn, dueAt, provisional: result.provisional } }
}
