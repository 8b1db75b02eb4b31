import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type CaseId, caseId, type PersonId } from '../../domain/case/codes.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { Fault } from '../../domain/case/form.ts'
import { caseNumber, KIND_OF_LETTER, type KindLetter } from '../../domain/identity/identifiers/case-number.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant, type Instant, instantFromMillis, localDateOf, yearOf } from '../../domain/time/local-date.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import { createCaseFile, findCaseFile, keepAside } from '../../prisma/case-files.ts'
import { nameCase } from '../../prisma/commands.ts'
import type { CaseInput } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { askSeats } from './ask-seats.ts'
import { whenRecorded } from './await-record.ts'
import { caseView, seeCase } from './case-view.ts'
import { type Filing, formFaults, materialFaults } from './check-form.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { admitReceipt, channelOf, receiptName } from './receipt.ts'
import { formOf } from './schemas.ts'
import { submitDraft } from './submit.ts'

export const openCaseInput = z.strictObject({
  kind: z.string().max(64),
  track: z.string().max(64).optional(),
  form: z.record(z.string(), z.json()).default({}),
  submit: z.boolean().optional(),
  /** Keeps nothing and answers with all faults. */
  check: z.boolean().optional(),
  basedOn: z.string().max(64).optional(),
  channel: z.enum(['web', 'agent', 'counter', 'kiosk']).optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  /** A round's pseudonym; sandbox only. */
  code: z
    .string()
    .regex(/^[A-Z0-9]{1,16}$/)
    .optional(),
})
export type OpenCaseInput = z.infer<typeof openCaseInput>

type Opening = {
  readonly definition: Definition
  readonly track: string
  readonly channel: string
  readonly basedOn: CaseId | null
}

const fault = (pointer: string, code: string): Problem => problemOf([{ pointer, code }])

/** The kind and track that were named; a fault where there is none of that name. */
function kindOf({ kind, track: named }: OpenCaseInput): Problem | Pick<Opening, 'definition' | 'track'> {
  const definition = definitionOf(kind)
  if (definition === undefined) return fault('/kind', 'kind-unknown')
  const track = named ?? definition.tracks[0] ?? ''
  return definition.tracks.includes(track) ? { definition, track } : fault('/track', 'field-invalid')
}

/** Fields that not everybody may send: an hour of receipt is the counter's, a pseudonym the sandbox's. */
function fieldsFor({ config }: Parts, { code, receivedAt }: OpenCaseInput, channel: string): Problem | undefined {
  if (code !== undefined && config.mode !== 'sandbox') return fault('/code', 'field-unknown')
  return receivedAt !== undefined && channel !== 'counter' ? fault('/receivedAt', 'field-unknown') : undefined
}

/** The case it is built on, if it is theirs to build on. */
async function basisOf(
  parts: Parts,
  caller: Caller,
  basedOn: string | undefined,
): Promise<Problem | { id: CaseId | null }> {
  if (basedOn === undefined) return { id: null }
  const seen = await seeCase(parts, caller, basedOn)
  return seen === undefined ? fault('/basedOn', 'field-invalid') : { id: seen.id }
}

type Filer = { readonly caller: Caller; readonly now: Instant }

/** What of the request cannot be: an unknown kind, a channel of somebody else's, a case that is not theirs to build on. */
async function admit(parts: Parts, { caller, now }: Filer, input: OpenCaseInput): Promise<Problem | Opening> {
  const kind = kindOf(input)
  if ('refused' in kind) return kind
  const channel = channelOf(caller)
  if (channel === undefined || (input.channel ?? channel) !== channel) return { refused: 'not-yours' }
  const refused = fieldsFor(parts, input, channel) ?? (await admitReceipt(parts, input.receivedAt, now))
  if (refused !== undefined) return refused
  const basis = await basisOf(parts, caller, input.basedOn)
  return 'refused' in basis ? basis : { ...kind, channel, basedOn: basis.id }
}

/** All faults of what would be filed; keeps nothing. */
export async function checkFiling(
  parts: Parts,
  caller: Caller,
  input: OpenCaseInput,
): Promise<Problem | readonly Fault[]> {
  const now = await parts.officeTime.now()
  const opening = await admit(parts, { caller, now }, input)
  if ('refused' in opening) return opening
  const filing = { ...opening, kind: input.kind, form: input.form, receivedAt: now }
  return [...formFaults(filing), ...(await softFaults(parts, filing)), ...materialFaults(filing, [])]
}

/** What can be filed all the same, but is better known before. */
async function softFaults(parts: Parts, { kind, track, form, receivedAt }: Filing): Promise<readonly Fault[]> {
  const { checks, companies } = formOf(kind)
  if (checks === undefined) return []
  const seats = await askSeats(parts, companies?.(track, form) ?? [])
  return checks(track, form, { receivedAt, tables: await tablesInForce(parts.prisma), seats })
}

/** One id for one command: opened again it is the same case. */
function caseIdOf(commandId: string): CaseId {
  const hex = createHash('sha256').update(`case\n${commandId}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return caseId(parts.join('-'))
}

const isLetter = (letter: string): letter is KindLetter => Object.hasOwn(KIND_OF_LETTER, letter)

/** The letter with which the numbers of a kind begin. */
function letterOf({ letter }: Definition): KindLetter {
  if (!isLetter(letter)) throw new RangeError(`no case number begins with ${letter}`)
  return letter
}

async function writeFile(parts: Parts, command: Command<OpenCaseInput>, opening: Opening): Promise<CaseId> {
  const { caller, input, at } = command
  const id = caseIdOf(command.id)
  if ((await findCaseFile(parts.prisma, id)) !== undefined) return id
  const letter = letterOf(opening.definition)
  const year = yearOf(localDateOf(at))
  await createCaseFile(parts, {
    id,
    numberOf: (sequence) => caseNumber({ letter, year, sequence }),
    counter: { name: `case-${letter}`, year },
    kind: input.kind,
    track: opening.track,
    channel: opening.channel,
    openedById: caller.personId,
    applicantPersonId: caller.role === 'applicant' ? caller.personId : null,
    agentPersonId: caller.role === 'agent' ? caller.personId : null,
    basedOnId: opening.basedOn,
    roundCode: input.code ?? null,
    offsetSeconds: at - instantFromMillis(Date.now()),
    openedAt: new Date(at * 1000),
    form: input.form,
  })
  if (input.receivedAt !== undefined) await keepAside(parts, id, { name: receiptName, value: input.receivedAt })
  return id
}

async function caseInput(parts: Parts, id: CaseId, { caller, at }: Command<OpenCaseInput>): Promise<CaseInput> {
  const file = await findCaseFile(parts.prisma, id)
  if (file === undefined) throw new Error('a case without its file')
  const parties: readonly PersonId[] = caller.role === 'applicant' || caller.role === 'agent' ? [caller.personId] : []
  return {
    caseId: id,
    number: file.number,
    kind: file.kind,
    track: file.track,
    channel: file.channel,
    openedBy: caller.personId,
    openedAt: formatInstant(at),
    basedOn: file.basedOnId === null ? null : caseId(file.basedOnId),
    parties,
    hasAgent: file.agentPersonId !== null,
    tables: await tablesInForce(parts.prisma),
    offsetSeconds: file.offsetSeconds,
  }
}

/** Opens a case as a draft, and submits it at once where that is asked; a refused submit leaves the draft. */
export const openCase = defineCommand<OpenCaseInput>({
  operation: 'open-case',
  input: openCaseInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { caller, input } = command
    const opening = await admit(parts, { caller, now: command.at }, input)
    if ('refused' in opening) return opening
    const id = await writeFile(parts, command, opening)
    await nameCase(parts.prisma, command.id, id)
    if (!(await started(parts, command, id))) return { pending: id }
    const submitted = input.submit === true ? await submitDraft(parts, command, id) : undefined
    return submitted === undefined || 'answer' in submitted
      ? await opened(parts, caller, id)
      : { ...submitted, about: id }
  },
})

/** Starts the case's process, once; true when its first events can be read. */
async function started(parts: Parts, command: Command<OpenCaseInput>, id: CaseId): Promise<boolean> {
  const { kind } = command.input
  const argument = await caseInput(parts, id, command)
  const how = await parts.cases.start({ workflowId: id, type: kind, argument, kind })
  return how === 'started' && (await whenRecorded(parts, id))
}

async function opened(parts: Parts, caller: Caller, id: CaseId): Promise<Outcome> {
  const seen = await seeCase(parts, caller, id)
  return seen === undefined ? { pending: id } : { done: await caseView(parts, caller, seen), created: id }
}
