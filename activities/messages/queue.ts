import { createHash } from 'node:crypto'
import { ApplicationFailure } from '@temporalio/common'
import { z } from 'zod'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { fromColumn } from '../../prisma/json-column.ts'
import { type CaseAtHand, caseAtHand } from '../case-at-hand.ts'
import type { Issued, IssueRequest, MessageRequest } from '../contract.ts'
import type { ActivityParts } from '../parts.ts'
import { composedMail, type Recipient, recipientsOf, recipientsOfPlan } from './compose.ts'

type Told = Issued['messages'][number]

/** A mail as it lies in the vault until it is sent; the address is looked up when it goes. */
type KeptMail = { readonly subject: string; readonly text: string; readonly html: string }

/** One Message-ID and one row for a message, whoever repeats the step. */
const idOf = (key: string): string => {
  const hex = createHash('sha256').update(key).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Queues each message for each of its recipients and tries once to send it. */
export async function queueMessages(
  parts: ActivityParts,
  about: CaseAtHand,
  request: IssueRequest,
): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const [index, message] of request.messages.entries())
    for (const recipient of await recipientsOf(parts, about)) {
      const issueKey = `${request.caseId}/${request.key}/${index}/${recipient.party}`
      told.push(await queueOne(parts, { about, request, message, recipient, issueKey }))
    }
  return told
}

type Queued = {
  readonly about: CaseAtHand
  readonly request: IssueRequest
  readonly message: MessageRequest
  readonly recipient: Recipient
  readonly issueKey: string
}

async function queueOne(parts: ActivityParts, queued: Queued): Promise<Told> {
  const { about, request, message, recipient, issueKey } = queued
  const kept = { of: about.caseId, code: message.code, recipient, issueKey, at: new Date(request.at) }
  return await keepMail(parts, kept, async () => {
    const said = message.data['said'] === true ? await saidIn(parts, request) : undefined
    return await composedMail(parts, { about, request, message, language: recipient.language, said })
  })
}

type ToKeep = {
  /** The case or plan under whose key it lies. */
  readonly of: CaseId
  readonly code: string
  readonly recipient: Recipient
  readonly issueKey: string
  readonly at: Date
}

/** Queues a mail once under its key and tries once to send it; a repeat finds what was queued. */
export async function keepMail(
  parts: ActivityParts,
  { of, code, recipient, issueKey, at }: ToKeep,
  compose: () => Promise<KeptMail>,
): Promise<Told> {
  const { prisma, vault } = parts
  const id = idOf(issueKey)
  const { party, language } = recipient
  const known = await prisma.message.findUnique({ where: { id } })
  if (known === null) {
    const body = await vault.sealBytes(of, Buffer.from(JSON.stringify(await compose())))
    const dated = { queuedAt: at, changedAt: at }
    await prisma.message.createMany({
      data: { id, caseId: of, code, issueKey, party, language, state: 'queued', body, ...dated },
      skipDuplicates: true,
    })
  }
  const state = known === null || known.state === 'queued' ? await tryOnce(parts, id) : stateOf(known.state)
  return { id, code, to: party, state }
}

const stateOf = (state: string): Told['state'] => (state === 'sent' || state === 'refused' ? state : 'queued')

/** Taken at once, refused for good, or left in the queue for the patient activity. */
async function tryOnce(parts: ActivityParts, messageId: string): Promise<Told['state']> {
  try {
    return (await deliver(parts, messageId)).state
  } catch (failure) {
    if (failure instanceof ApplicationFailure && failure.type === 'MailUnavailable') return 'queued'
    throw failure
  }
}

/**
 * Sends a queued mail to the address that holds now.
 * @throws ApplicationFailure `MailUnavailable`, retryable: 4xx or no server.
 */
export async function deliver(
  parts: ActivityParts,
  messageId: string,
): Promise<{ readonly state: 'sent' | 'refused' }> {
  const { prisma, vault, mailer } = parts
  const row = await prisma.message.findUniqueOrThrow({ where: { id: messageId } })
  if (row.state === 'sent') return { state: 'sent' }
  const about = caseId(row.caseId)
  const recipient = (await whoIsTold(parts, about)).find(({ party }) => party === row.party)
  // What keepMail sealed.
  const mail = fromColumn<KeptMail>(JSON.parse((await vault.openBytes(about, row.body)).toString('utf8')))
  const { state } =
    recipient === undefined
      ? { state: 'refused' as const }
      : await mailer.send({ ...mail, messageId, to: recipient.address, language: row.language })
  const changedAt = new Date((await parts.officeTime.now()) * 1000)
  await prisma.message.update({ where: { id: messageId }, data: { state, changedAt } })
  return { state }
}

/** Of a plan its owner, of a case whom its form names. */
async function whoIsTold(parts: ActivityParts, id: CaseId): Promise<readonly Recipient[]> {
  const plan = await parts.prisma.plan.findUnique({ where: { id }, select: { id: true } })
  return plan === null ? await recipientsOf(parts, await caseAtHand(parts, id)) : await recipientsOfPlan(parts, id)
}

/** What an officer has to ask: the question itself, or the note that was marked to be sent. */
async function saidIn({ vault }: ActivityParts, { caseId, as }: IssueRequest): Promise<string | undefined> {
  const note = as.note === null ? undefined : askingNote.safeParse(await vault.open(caseId, as.note)).data
  const said = note?.data?.question ?? (note?.inLetter === true ? note.text : '')
  return said === '' ? undefined : said
}

const askingNote = z.object({
  text: z.string().default(''),
  inLetter: z.boolean().default(false),
  data: z.object({ question: z.string().optional() }).optional(),
})
