import { CancellationScope, proxyActivities, setHandler } from '@temporalio/workflow'
import type { Activities, CaseAsIssued, Issued, MessageRequest, PaperRequest } from '../../activities/contract.ts'
import { type CaseId, type Code, code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { formatInstant, type LocalDate, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { askPatiently, askStore } from './ask-store.ts'
import type { Decision, Desk } from './desk.ts'
import { mailBounced } from './messages.ts'
import type { CaseRecord } from './record.ts'
import type { Rescues } from './rescues.ts'

/** Drawing and sealing take their time. */
const patience = {
  millis: 7000,
  options: { startToCloseTimeout: '60 seconds', retry: { initialInterval: '1 second', maximumInterval: '60 seconds' } },
} as const
const ask = askPatiently<Pick<Activities, 'issueAndTell'>>(patience)
const askRevoking = askStore<Pick<Activities, 'revoke' | 'revokeIssue'>>(patience)
const patiently = proxyActivities<Pick<Activities, 'markUndelivered'>>(patience.options)
/** 4xx or no server: tried for 24 hours with growing pauses (`domain/README.md`, Messages). */
const mail = proxyActivities<Pick<Activities, 'deliver'>>({
  startToCloseTimeout: '60 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '2 hours' },
})

export type IssueOptions = {
  /** Message or messages that go out in the same breath. */
  readonly tell?: string | readonly string[]
  readonly data?: Facts
  readonly reasons?: readonly Code[]
  readonly signedBy?: readonly { readonly task: string; readonly by: Decision['by'] }[]
  readonly note?: Decision['note']
  readonly replaces?: string
  readonly validUntil?: LocalDate
  /** The papers of the earlier permit that the form names are replaced by this one, or revoked with it. */
  readonly prior?: 'replaced' | 'revoked'
}

const papersOf = (codes: readonly string[], options: IssueOptions): readonly PaperRequest[] =>
  codes.map((paper) => ({
    code: paper,
    data: options.data ?? {},
    replaces: options.replaces ?? null,
    validUntil: options.validUntil ?? null,
    prior: options.prior ?? null,
  }))

const messagesOf = ({ tell = [], data = {} }: IssueOptions): readonly MessageRequest[] =>
  (typeof tell === 'string' ? [tell] : tell).map((message) => ({ code: message, data }))

export type PapersParts = {
  readonly caseId: CaseId
  readonly record: CaseRecord
  readonly desk: Desk
  readonly rescues: Pick<Rescues, 'persistently'>
  /** How often an earlier run has issued something. */
  readonly breaths?: number
}

/** Papers and messages: one step for what goes out in one breath; what cannot be delivered becomes a task, not a log line. */
export function createPapers({ caseId, record, desk, rescues, ...carried }: PapersParts) {
  let breaths = carried.breaths ?? 0
  let open = 0

  const asIssued = (options: IssueOptions): CaseAsIssued => {
    const { facts, receivedAt, clocks } = record.state
    const received = receivedAt === null ? undefined : parseInstant(receivedAt)
    return {
      receivedOn: received === undefined ? null : localDateOf(received),
      facts,
      reasons: options.reasons ?? [],
      clocks: Object.fromEntries(
        clocks.map(({ code, dueOn, dueAt, provisional }) => [code, { dueOn, dueAt, provisional }]),
      ),
      signers: options.signedBy ?? [],
      note: options.note ?? null,
    }
  }

  async function send(
    papers: readonly PaperRequest[],
    messages: readonly MessageRequest[],
    options: IssueOptions,
  ): Promise<Issued> {
    breaths += 1
    const request = {
      caseId,
      key: `issue-${breaths}`,
      at: formatInstant(record.now()),
      papers,
      messages,
      as: asIssued(options),
    }
    return await rescues.persistently('issue', () => ask((of) => of.issueAndTell(request)))
  }

  /** Issues papers and sends what goes with them; the numbers of the papers in the order asked. */
  async function issue(codes: readonly string[], options: IssueOptions = {}): Promise<readonly string[]> {
    const issued = await send(papersOf(codes, options), messagesOf(options), options)
    for (const { code: paper, number, verificationCode } of issued.documents)
      record.append({
        type: 'document-issued',
        data: { code: paper, number, verificationCode, replaces: options.replaces ?? null },
      })
    for (const message of issued.messages) follow(message)
    return issued.documents.map(({ number }) => number)
  }

  const tell = (messages: string | readonly string[], options: Omit<IssueOptions, 'tell'> = {}) =>
    issue([], { ...options, tell: messages })

  /** Undoing an issue revokes, never deletes. */
  async function revoke(number: string, code: string): Promise<void> {
    const request = { caseId, numbers: [number], at: formatInstant(record.now()) }
    await askRevoking((of) => of.revoke(request))
    record.append({ type: 'document-revoked', data: { code, number } })
  }

  /** The key of what is issued next. */
  const nextKey = (): string => `issue-${breaths + 1}`

  /** Undoes whatever was issued under a key, also what was never heard of since: the record learns of it now. */
  async function revokeIssue(key: string): Promise<void> {
    const request = { caseId, key, at: formatInstant(record.now()) }
    for (const { number, ...paper } of await askRevoking((of) => of.revokeIssue(request))) {
      const isKnown = record.state.documents.some((known) => known.number === number)
      if (!isKnown) record.append({ type: 'document-issued', data: { ...paper, number, replaces: null } })
      record.append({ type: 'document-revoked', data: { code: paper.code, number } })
    }
  }

  type Message = Issued['messages'][number]

  const follow = ({ state, ...message }: Message): void => {
    record.append({ type: 'message-queued', data: message })
    if (state === 'sent') record.append({ type: 'message-sent', data: message })
    else if (state === 'refused') undelivered(message, 'refused')
    else void CancellationScope.nonCancellable(() => keepTrying(message))
  }

  async function keepTrying(message: Omit<Message, 'state'>): Promise<void> {
    open += 1
    try {
      const { state } = await mail.deliver({ messageId: message.id })
      if (state === 'sent') record.append({ type: 'message-sent', data: message })
      else undelivered(message, 'refused')
    } catch {
      // 24 hours are over: people reach the person another way.
      await patiently.markUndelivered({ messageId: message.id, state: 'failed' })
      undelivered(message, 'failed')
    } finally {
      open -= 1
    }
  }

  const undelivered = ({ id, code: sent, to }: Omit<Message, 'state'>, how: 'refused' | 'bounced' | 'failed'): void => {
    const message = { id, code: sent, to }
    record.append({ type: `message-${how}`, data: message })
    void CancellationScope.nonCancellable(() => askFrontDesk(message, how))
  }

  async function askFrontDesk(message: Omit<Message, 'state'>, how: 'refused' | 'bounced' | 'failed'): Promise<void> {
    const about = {
      messageId: code(message.id),
      message: code(message.code),
      to: code(message.to),
      how: code(how),
    }
    await reached(message, () => desk.signOff('undelivered-message', { about }))
  }

  /** People reach the person another way, or find out the address that holds. */
  async function reached(message: Omit<Message, 'state'>, decide: () => Promise<Decision | undefined>): Promise<void> {
    open += 1
    try {
      const decision = await decide()
      if (decision?.outcome === 'address-corrected') void keepTrying(message)
    } finally {
      open -= 1
    }
  }

  /** What an earlier run still owed to somebody is gone on with. */
  function takeUp(): void {
    for (const { id, code: sent, to, state } of record.state.messages) {
      const message = { id, code: sent, to }
      const task = record.state.tasks.find(({ about }) => about['messageId'] === id)
      if (task !== undefined) void CancellationScope.nonCancellable(() => reached(message, () => desk.takeUp(task.id)))
      else if (state === 'queued') void CancellationScope.nonCancellable(() => keepTrying(message))
    }
  }

  setHandler(mailBounced, ({ messageId, at }) => {
    const known = record.state.messages.find(({ id, state }) => id === messageId && state === 'sent')
    const instant = parseInstant(at)
    if (known === undefined || instant === undefined) return
    record.takeIn(instant)
    undelivered(known, 'bounced')
  })

  return {
    issue,
    tell,
    revoke,
    nextKey,
    revokeIssue,
    takeUp,
    carried: () => breaths,
    nothingUnderWay: () => open === 0,
  }
}

export type Papers = ReturnType<typeof createPapers>
