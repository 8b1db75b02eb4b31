import type { CallBackBody } from '../../activities/outside/call-back-schemas.ts'
import { callsBack, readCallBack } from '../../activities/outside/call-back-schemas.ts'
import { type CaseId, caseId, code } from '../../domain/case/codes.ts'
import { factsAndWords } from '../../domain/case/facts-and-words.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { tellOnce } from '../../prisma/call-backs.ts'
import { caseIdOfNumber } from '../../prisma/case-files.ts'
import { caseOfMessage, markBounced } from '../../prisma/messages.ts'
import { calledBack, mailBounced } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'

export type VerifiedCallBack = { readonly system: string; readonly id: string; readonly body: CallBackBody }

/** What became of a call-back that is from whom it says. `later`: nobody took it, it may come again. */
export type CallBackTaken = 'taken' | 'known' | 'nonsense' | 'later'

/** The step of the key it answers: `<case number>:<step>` with a turn behind it where ordered anew. */
const stepOf = (key: string | null): string => key?.split(':')[1] ?? ''

/** Takes a call-back once: recorded, told to its case, answered the same however often it comes. */
export async function takeCallBack(parts: Parts, { system, id, body }: VerifiedCallBack): Promise<CallBackTaken> {
  const data = callsBack(system) ? readCallBack(system, body) : undefined
  if (data === undefined) return 'nonsense'
  const about = await caseOf(parts, body, data)
  if (about !== undefined) await parts.catchUp?.(about)
  const tell = async () => about === undefined || (await told(parts, { about, system, body, data })) !== 'unanswered'
  const how = await tellOnce(parts.prisma, { id: `${system}/${id}`, system, caseId: about ?? null }, tell)
  return outcomes[how]
}

const outcomes = { told: 'taken', known: 'known', 'not-told': 'later' } as const satisfies Record<string, CallBackTaken>

const told = (parts: Parts, telling: Telling) =>
  telling.system === 'mail' ? tellBounce(parts, telling.about, telling.data) : tellCase(parts, telling)

type Data = Readonly<Record<string, unknown>>

/** Our own id in the Message-ID of a mail that came back. */
function messageOf({ messageId }: Data): string {
  return (typeof messageId === 'string' ? /^<?([^@<>\s]+)@/.exec(messageId)?.[1] : undefined) ?? ''
}

async function caseOf({ prisma }: Parts, body: CallBackBody, data: Data): Promise<CaseId | undefined> {
  const found =
    body.case === null ? await caseOfMessage(prisma, messageOf(data)) : await caseIdOfNumber(prisma, body.case)
  return found === undefined ? undefined : caseId(found)
}

async function tellBounce({ cases, officeTime, prisma }: Parts, about: CaseId, data: Data) {
  const now = await officeTime.now()
  const messageId = messageOf(data)
  await markBounced(prisma, messageId, new Date(now * 1000))
  return await cases.signal(about, mailBounced, [{ messageId, at: formatInstant(now) }])
}

type Telling = { readonly about: CaseId; readonly system: string; readonly body: CallBackBody; readonly data: Data }

async function tellCase({ cases, vault, officeTime }: Parts, { about, system, body, data }: Telling) {
  const { facts, words } = factsAndWords(data)
  const sealed = words === undefined ? {} : { sealed: code(await vault.seal(about, 'data', words)) }
  const callBack = {
    system,
    step: stepOf(body.step),
    result: code(body.result),
    answer: { ...facts, ...sealed },
    at: formatInstant(await officeTime.now()),
  }
  return await cases.signal(about, calledBack, [callBack])
}
